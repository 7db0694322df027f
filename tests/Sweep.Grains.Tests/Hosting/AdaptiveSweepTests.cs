using Sweep.Core.Budgets;
using Sweep.Core.Pruners;
using Sweep.Core.Scheduling;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trials;
using Sweep.Grains.Hosting;
using Sweep.Testing;
using Sweep.Testing.Hosting;

namespace Sweep.Grains.Tests.Hosting;

/// <summary>Sweeps whose points are chosen by the results of earlier ones.</summary>
public sealed class AdaptiveSweepTests : StoredSweepTests
{
    [Theory]
    [InlineData("tpe", 1)]
    [InlineData("tpe", 2)]
    [InlineData("cma_es", 2)]
    [InlineData("nsga_ii", 1)]
    [InlineData("gp", 1)]
    [InlineData("auto", 1)]
    public async Task Sweep_OnOneSlotOrFour_ChoosesAndTrainsTheSame(string sampler, int replicates)
    {
        var spec = AdaptiveSpecs.Of(sampler, trials: sampler == "gp" ? 24 : 40, replicates);
        var calm = await CalmRun.OfSiloAsync(spec);
        var sweep = await TestSweeps.SubmitAsync(Store, spec);
        await using (var silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions { Slots = 4 }, Deadline))
        {
            Assert.True((await silo.TakeUpAsync(sweep.Id, Deadline)).Acquired);
            var end = await TestSweeps.EndAsync(silo, sweep.Id, Deadline);
            Assert.Equal((SweepState.Completed, sweep.PlannedTrials, 0L), (end.State, end.Completed, end.Failed));
            Assert.Equal(1, end.Fraction);
            Assert.Contains(end.Best!.Number - end.Best.Number % replicates, end.Points!.Keys.Select(number => number - number % replicates));
        }

        Assert.Equal(calm, await SweepResults.ReadAsync(Database, sweep.Id));
        await AssertLagAsync(sweep.Id, spec);
    }

    [Theory]
    [InlineData("tpe", 2)]
    [InlineData("nsga_ii", 1)]
    [InlineData("auto", 1)]
    public async Task Sweep_ConditionsAndConstraintsOnOneSlotOrFour_ChoosesAndTrainsTheSame(string sampler, int replicates)
    {
        var spec = AdaptiveSpecs.Conditional(sampler, trials: 60, replicates);
        var sweep = await AssertFourSlotsAreAsOneAsync(spec);
        var points = await Store.ReadTrialsAsync(sweep, Deadline).Select(trial => trial.Trial.Point).ToListAsync(Deadline);
        Assert.All(points, point => Assert.Equal(
            point["kind"] == "deep" ? ["kind", "slope", "depth"] : ["kind", "slope", "curl"], point.Names));
        Assert.All(points, point => Assert.True(point.Find("curl") is not { } curl || point["slope"].Real + curl.Real < 1.5));
    }

    [Theory]
    [InlineData("nsga_ii", 2)]
    [InlineData("auto", 1)]
    public async Task Sweep_SeveralObjectivesOnOneSlotOrFour_ChoosesAndTrainsTheSame(string sampler, int replicates)
    {
        var spec = AdaptiveSpecs.Several(sampler, trials: 70, replicates);
        var sweep = await AssertFourSlotsAreAsOneAsync(spec);
        Assert.NotEqual(
            await SweepResults.ReadAsync(Database, sweep), await CalmRun.OfSiloAsync(spec with { Objective = spec.Objective }, Bowl.OnSilo(slots: 1)));
    }

    [Theory]
    [InlineData("tpe", false)]
    [InlineData("cma_es", false)]
    [InlineData("tpe", true)]
    [InlineData("nsga_ii", true)]
    public async Task Sweep_PausedAndResumedAndTakenUpAgain_IsThatOfACalmRun(string sampler, bool isOfBowl)
    {
        var spec = (isOfBowl, sampler) switch
        {
            (false, _) => AdaptiveSpecs.Of(sampler, trials: 40, replicates: 2),
            (_, "nsga_ii") => AdaptiveSpecs.Several(sampler, trials: 40, replicates: 2),
            _ => AdaptiveSpecs.Conditional(sampler, trials: 40, replicates: 2),
        };
        var sweep = await TestSweeps.SubmitAsync(Store, spec);
        for (var life = 0; life < 8 && (await Store.FindSweepAsync(sweep.Id, Deadline))!.State != SweepState.Completed; life++)
        {
            await using var silo = await EmbeddedSilo.StartAsync(Store, Bowl.OnSilo(slots: 1 + life % 3), Deadline);
            await silo.TakeUpAsync(sweep.Id, Deadline);
            var rows = await RowsAsync(sweep.Id);
            await TestSweeps.ProgressAsync(Store, sweep.Id, rows + 3);
            if (life % 2 == 0)
            {
                await Store.ChangeStateAsync(sweep.Id, SweepState.Paused, null, Deadline);
                await Eventually.TrueAsync(async () => (await silo.GetProgressAsync(sweep.Id, Deadline)).State != SweepState.Running, "it is paused");
                await Store.ChangeStateAsync(sweep.Id, SweepState.Running, null, Deadline);
                await TestSweeps.ProgressAsync(Store, sweep.Id, rows + 6);
            }

            if (life % 2 == 1)
                await silo.DrainAsync(Deadline);
        }

        await using (var last = await EmbeddedSilo.StartAsync(Store, Bowl.OnSilo(slots: 2), Deadline))
        {
            await last.TakeUpAsync(sweep.Id, Deadline);
            await TestSweeps.CompletedAsync(Store, sweep.Id, TimeSpan.FromMinutes(2));
        }

        Assert.Equal(await CalmRun.OfSiloAsync(spec, Bowl.OnSilo()), await SweepResults.ReadAsync(Database, sweep.Id));
    }

    [Fact]
    public async Task Sweep_SearchedAndPruned_IsTheSameOnOneSlotAndOnFour()
    {
        var spec = AdaptiveSpecs.Of("tpe", trials: 40, replicates: 2) with { Pruner = new PrunerSpec(PrunerKind.Asha, 10, 3, 4) };
        var calm = await CalmRun.OfSiloAsync(spec);
        var sweep = await TestSweeps.SubmitAsync(Store, spec);
        await using (var silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions { Slots = 4 }, Deadline))
        {
            await silo.TakeUpAsync(sweep.Id, Deadline);
            var end = await TestSweeps.EndAsync(silo, sweep.Id, Deadline);
            Assert.Equal((SweepState.Completed, sweep.PlannedTrials), (end.State, end.Completed + end.Pruned));
            Assert.InRange(end.Pruned, 1, end.Planned - 1);
        }

        Assert.Equal(calm, await SweepResults.ReadAsync(Database, sweep.Id));
    }

    [Fact]
    public async Task Sweep_SearchedAfterPointsOfOnesOwnUntilNothingImproves_EndsAtTheSameTrialOnOneSlotAndOnFour()
    {
        var spec = AdaptiveSpecs.Of("tpe", trials: 60, replicates: 2);
        spec = spec with { Enqueue = [["circle", 0.02, 90, 50, 4], ["circle", 0.001, 90, 20, 12]], Budget = new BudgetSpec(null, null, 12, false, null, null) };
        var calm = await CalmRun.OfSiloAsync(spec);
        var sweep = await TestSweeps.SubmitAsync(Store, spec);
        await using (var silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions { Slots = 4 }, Deadline))
        {
            await silo.TakeUpAsync(sweep.Id, Deadline);
            Assert.Equal(SweepState.Completed, (await TestSweeps.EndAsync(silo, sweep.Id, Deadline)).State);
        }

        Assert.Equal(calm, await SweepResults.ReadAsync(Database, sweep.Id));
        var (end, space) = ((await Store.FindSweepAsync(sweep.Id, Deadline))!, new SearchSpace(spec));
        Assert.Equal(EndReason.Patience, end.EndedBy);
        Assert.InRange(end.PlannedTrials, 12, space.Size - 1);
        var proposals = await Store.ReadProposalsAsync(sweep.Id, space, null, Deadline);
        Assert.Equal((0.02, 0.001), (space.TrialAt(1).Point["learning_rate"].Real, space.TrialAt(2).Point["learning_rate"].Real));
        Assert.Equal([0, 0], proposals.Take(2).Select(proposal => proposal.SeenBelow));
        Assert.All(proposals, proposal => Assert.InRange(proposal.Number, 0, end.PlannedTrials - 1));
    }

    [Fact]
    public async Task Sweep_PointsOfOnesOwnUnderConditions_AreTrainedFirst()
    {
        var spec = AdaptiveSpecs.Conditional("tpe", trials: 20, replicates: 2) with
        {
            Enqueue = [["deep", 0.5, 3, ParameterValue.None], ["flat", 1.0, ParameterValue.None, 0.25]],
        };
        var id = await AssertFourSlotsAreAsOneAsync(spec);
        var trials = await Store.ReadTrialsAsync(id, Deadline).Take(4).ToListAsync(Deadline);
        Assert.Equal(
            ["kind=deep, slope=0.5, depth=3", "kind=deep, slope=0.5, depth=3", "kind=flat, slope=1, curl=0.25", "kind=flat, slope=1, curl=0.25"],
            trials.Select(trial => trial.Trial.Point.ToString()));
    }

    [Theory]
    [InlineData("tpe")]
    [InlineData("cma_es")]
    [InlineData("nsga_ii")]
    [InlineData("gp")]
    public async Task Sweep_BegunWithResultsOfADeletedOne_IsTheSameOnOneSlotAndOnFourAndAfterPauses(string sampler)
    {
        var history = await EndedAsync("random", trials: 30);
        var spec = AdaptiveSpecs.Of(sampler, trials: sampler == "gp" ? 16 : 30, replicates: 2);
        var calm = await CalmRun.OfSiloAsync(spec, new EmbeddedSiloOptions { Slots = 1 }, history);
        var sweep = await TestSweeps.SubmitAsync(Store, spec, history);
        for (var life = 0; life < 2; life++)
        {
            await using var silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions { Slots = 4 }, Deadline);
            await silo.TakeUpAsync(sweep.Id, Deadline);
            await TestSweeps.ProgressAsync(Store, sweep.Id, 7 + 9 * life);
            await Store.ChangeStateAsync(sweep.Id, SweepState.Paused, null, Deadline);
            await Store.ChangeStateAsync(sweep.Id, SweepState.Running, null, Deadline);
        }

        await using (var silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions { Slots = 4 }, Deadline))
        {
            await silo.TakeUpAsync(sweep.Id, Deadline);
            await TestSweeps.CompletedAsync(Store, sweep.Id, TimeSpan.FromMinutes(2));
        }

        Assert.Equal(calm, await SweepResults.ReadAsync(Database, sweep.Id));
        Assert.NotEqual(calm, await CalmRun.OfSiloAsync(spec));
    }

    [Fact]
    public async Task Sweep_HistoryThatSomebodyChanged_FailsRatherThanSearchOtherwise()
    {
        var sweep = await TestSweeps.SubmitAsync(Store, AdaptiveSpecs.Of("tpe", trials: 10, replicates: 1), await EndedAsync("random", trials: 12));
        await SqlRows.ReadAsync(Database, "DELETE FROM search_history WHERE place = 3 RETURNING place", Deadline);
        await using var silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions { Slots = 1 }, Deadline);
        var reply = await silo.TakeUpAsync(sweep.Id, Deadline);
        Assert.False(reply.Acquired);
        var failed = (await Store.FindSweepAsync(sweep.Id, Deadline))!;
        Assert.Equal(SweepState.Failed, failed.State);
        Assert.Contains("are not the 12 that it was submitted with", failed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_ProposalsAndRowsThatSomebodyDeleted_AreChosenAndTrainedAgain()
    {
        // So many that the first silo cannot have ended them all when it is told to stop.
        const int Trials = 100;
        var spec = AdaptiveSpecs.Of("tpe", trials: Trials, replicates: 1);
        var calm = await CalmRun.OfSiloAsync(spec);
        var sweep = await TestSweeps.SubmitAsync(Store, spec);
        await using (var silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions { Slots = 2 }, Deadline))
        {
            await silo.TakeUpAsync(sweep.Id, Deadline);
            await TestSweeps.ProgressAsync(Store, sweep.Id, 14);
        }

        Assert.False((await Store.FindSweepAsync(sweep.Id, Deadline))!.State.IsFinal());

        await SqlRows.ReadAsync(Database, "DELETE FROM proposals WHERE number IN (5, 12) RETURNING number", Deadline);
        await SqlRows.ReadAsync(Database, "DELETE FROM trials WHERE number IN (3, 12) RETURNING number", Deadline);
        await using (var silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions { Slots = 2 }, Deadline))
        {
            await silo.TakeUpAsync(sweep.Id, Deadline);
            await TestSweeps.CompletedAsync(Store, sweep.Id, TimeSpan.FromMinutes(2));
        }

        // What has its row is not proposed for a lease again.
        var results = await SweepResults.ReadAsync(Database, sweep.Id);
        Assert.Equal(calm.Take(Trials), results.Take(Trials));
        Assert.Subset(calm.Skip(Trials).ToHashSet(), results.Skip(Trials).ToHashSet());
    }

    /// <summary>Four slots train all of it, as one slot does, and within the lag; returns the sweep.</summary>
    private async Task<Guid> AssertFourSlotsAreAsOneAsync(SweepSpec spec)
    {
        var calm = await CalmRun.OfSiloAsync(spec, Bowl.OnSilo(slots: 1));
        var sweep = await TestSweeps.SubmitAsync(Store, spec);
        await using (var silo = await EmbeddedSilo.StartAsync(Store, Bowl.OnSilo(slots: 4), Deadline))
        {
            await silo.TakeUpAsync(sweep.Id, Deadline);
            var end = await TestSweeps.EndAsync(silo, sweep.Id, Deadline);
            Assert.Equal((SweepState.Completed, sweep.PlannedTrials, 0L), (end.State, end.Completed, end.Failed));
        }

        Assert.Equal(calm, await SweepResults.ReadAsync(Database, sweep.Id));
        await AssertLagAsync(sweep.Id, spec);
        return sweep.Id;
    }

    /// <summary>No trial was begun before those had ended by whose results it was chosen.</summary>
    private async Task AssertLagAsync(Guid id, SweepSpec spec)
    {
        var trials = await Store.ReadTrialsAsync(id, Deadline).ToDictionaryAsync(trial => trial.Trial.Number, cancellationToken: Deadline);
        foreach (var proposal in await Store.ReadProposalsAsync(id, new SearchSpace(spec), null, Deadline))
        {
            var begun = Enumerable.Range(0, (int)spec.Replicates).Min(replicate => trials[proposal.Number + replicate].StartedAt);
            Assert.All(trials.Values.Where(trial => trial.Trial.Number < proposal.SeenBelow), seen => Assert.True(seen.FinishedAt <= begun));
        }

        Assert.All(trials.Values, trial => Assert.Equal(TrialOrigin.Trained, trial.Origin));
    }

    /// <summary>The results of a sweep that was trained and is deleted since.</summary>
    private async Task<GatheredHistory> EndedAsync(string sampler, int trials)
    {
        var spec = AdaptiveSpecs.Of(sampler, trials, replicates: 1);
        var sweep = await TestSweeps.SubmitAsync(Store, spec);
        await using (var silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions(), Deadline))
        {
            await silo.TakeUpAsync(sweep.Id, Deadline);
            await TestSweeps.CompletedAsync(Store, sweep.Id, TimeSpan.FromMinutes(2));
        }

        var builder = new HistoryBuilder(spec);
        Assert.Null(builder.Add(sweep.Id, sweep.Space, await Store.ReadSearchOutcomesAsync(sweep.Id, spec, new NumberRange(0, trials), Deadline)));
        await Store.MarkDeletedAsync(sweep.Id, null, Deadline);
        while (!(await Store.DeletePieceAsync(sweep.Id, 100, Deadline)).IsGone)
        {
        }

        return builder.ToHistory();
    }

    private async Task<long> RowsAsync(Guid id) => (await Store.TotalTrialsAsync(id, Deadline)).Rows;
}
