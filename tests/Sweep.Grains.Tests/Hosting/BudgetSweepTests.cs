using Sweep.Core.Budgets;
using Sweep.Core.Patterns;
using Sweep.Core.Pruners;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Grains.Hosting;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Hosting;

/// <summary>Sweeps that end before their whole space is trained.</summary>
public sealed class BudgetSweepTests : StoredSweepTests
{
    public static TheoryData<BudgetSpec, PrunerSpec?, int, EndReason> Budgets => new()
    {
        { new BudgetSpec(Trials: 7), null, 1, EndReason.Trials },
        { new BudgetSpec(Iterations: 2_000), null, 2, EndReason.Iterations },
        { new BudgetSpec(Patience: 6), null, 1, EndReason.Patience },
        { new BudgetSpec(Patience: 4), null, 2, EndReason.Patience },
        { new BudgetSpec(Target: true), null, 1, EndReason.Target },
        { new BudgetSpec(Patience: 9), new PrunerSpec(PrunerKind.Asha, 3, 3, 5), 1, EndReason.Patience },
    };

    [Theory]
    [MemberData(nameof(Budgets))]
    public async Task Sweep_OnOneSlotOrFour_EndsAtTheSameTrial(BudgetSpec budget, PrunerSpec? pruner, int replicates, EndReason reason)
    {
        var spec = Spec(budget, pruner, replicates);
        var alone = await RunAsync(spec, slots: 1);
        var together = await RunAsync(spec, slots: 4);
        Assert.Equal(alone, together);
        Assert.Equal(reason, together.EndedBy);
        Assert.InRange(together.Planned, 1, new SearchSpace(spec).Size - 1);
        var trials = together.Lines.Split('\n').Count(line => !line.StartsWith(nameof(RungVerdict), StringComparison.Ordinal));
        Assert.Equal(together.Planned, trials);
    }

    [Fact]
    public async Task Sweep_OwnerGoneAgainAndAgain_EndsWhereACalmOneDoes()
    {
        var spec = Spec(new BudgetSpec(Patience: 12), null, 1) with { MaxConcurrent = 2 };
        var calm = await RunAsync(spec, slots: 2);
        var sweep = await TestSweeps.SubmitAsync(Store, spec);
        for (var life = 0; life < 30 && (await Store.FindSweepAsync(sweep.Id, Deadline))!.State != SweepState.Completed; life++)
        {
            await using var silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions { Slots = 2 }, Deadline);
            await silo.TakeUpAsync(sweep.Id, Deadline);
            var rows = (await Store.TotalTrialsAsync(sweep.Id, Deadline)).Rows;
            await TestSweeps.ProgressAsync(Store, sweep.Id, rows + 1);
        }

        await TestSweeps.CompletedAsync(Store, sweep.Id, TimeSpan.Zero);
        Assert.Equal(calm, await OutcomeAsync(sweep.Id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sweep_OutOfTime_FinishesWhatItHasBegun(bool isTrainTime)
    {
        var budget = isTrainTime ? new BudgetSpec(TrainTime: TimeSpan.FromTicks(1)) : new BudgetSpec(Time: TimeSpan.FromTicks(1));
        var outcome = await RunAsync(Spec(budget, null, 2) with { Parameters = Long() }, slots: 2);
        Assert.Equal(isTrainTime ? EndReason.TrainTime : EndReason.Time, outcome.EndedBy);
        Assert.Equal(outcome.Planned, outcome.Lines.Split('\n').Length);
        Assert.Equal(0, outcome.Planned % 2);
        Assert.InRange(outcome.Planned, 2, new SearchSpace(Spec(budget, null, 2) with { Parameters = Long() }).Size - 2);
    }

    private static SweepSpec Spec(BudgetSpec budget, PrunerSpec? pruner, int replicates)
    {
        var grid = TestSweeps.Grid("budget", [Pattern.ThinRightAngle, Pattern.Circle, Pattern.Diamond], [81], [20, 30, 40], replicates, recordEvery: 3);
        return grid with
        {
            Parameters = grid.Parameters.Replace(
                grid.Find(PerceptronParameters.LearningRate)!, PerceptronParameters.LearningRates([0.3, 0.1, 0.001, 0.0001, 0.01])),
            Budget = budget,
            Pruner = pruner,
            Target = 0.6,
        };
    }

    private static System.Collections.Immutable.ImmutableArray<Core.Spaces.Parameter> Long()
    {
        var spec = Spec(new BudgetSpec(), null, 1);
        return spec.Parameters.Replace(spec.Find(PerceptronParameters.Iterations)!, PerceptronParameters.Counts(PerceptronParameters.Iterations, [200_000]));
    }

    private async Task<Outcome> RunAsync(SweepSpec spec, int slots)
    {
        var sweep = await TestSweeps.SubmitAsync(Store, spec);
        await using var silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions { Slots = slots }, Deadline);
        Assert.True((await silo.TakeUpAsync(sweep.Id, Deadline)).Acquired);
        var end = await TestSweeps.EndAsync(silo, sweep.Id, Deadline);
        var outcome = await OutcomeAsync(sweep.Id);
        Assert.Equal((SweepState.Completed, outcome.Planned, outcome.Planned, 1d), (end.State, end.Planned, end.Finished, end.Fraction));
        return outcome;
    }

    private async Task<Outcome> OutcomeAsync(Guid id)
    {
        var sweep = (await Store.FindSweepAsync(id, Deadline))!;
        return new Outcome(sweep.PlannedTrials, sweep.EndedBy, string.Join('\n', await SweepResults.ReadAsync(Database, id)));
    }

    private sealed record Outcome(long Planned, EndReason? EndedBy, string Lines);
}
