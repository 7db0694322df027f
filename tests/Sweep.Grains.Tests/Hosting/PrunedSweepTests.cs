using System.Text.RegularExpressions;
using Sweep.Core.Patterns;
using Sweep.Core.Pruners;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Grains.Hosting;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Hosting;

/// <summary>Trials that are stopped at rungs.</summary>
public sealed partial class PrunedSweepTests : StoredSweepTests
{
    private const int Steps = 81;

    public static TheoryData<PrunerSpec, int> Pruners => new()
    {
        { new PrunerSpec(PrunerKind.Asha, 1, 3, 6), 1 },
        { new PrunerSpec(PrunerKind.Asha, 2, 2, 5), 2 },
        { new PrunerSpec(PrunerKind.Hyperband, 3), 1 },
        { new PrunerSpec(PrunerKind.Median, 5, 3, 4), 2 },
        { new PrunerSpec(PrunerKind.Target, 1), 1 },
    };

    [Theory]
    [MemberData(nameof(Pruners))]
    public async Task Sweep_OnOneSlotOrFour_StopsTheSameTrialsWithTheBitsOfTheirPrefix(PrunerSpec pruner, int replicates)
    {
        var spec = Spec(pruner, replicates);
        var calm = await CalmRun.OfSiloAsync(spec);
        var sweep = await TestSweeps.SubmitAsync(Store, spec);
        await using (var silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions { Slots = 4 }, Deadline))
        {
            Assert.True((await silo.TakeUpAsync(sweep.Id, Deadline)).Acquired);
            var end = await TestSweeps.EndAsync(silo, sweep.Id, Deadline);
            Assert.Equal((SweepState.Completed, end.Planned, 0L), (end.State, end.Completed + end.Pruned, end.Failed));
        }

        Assert.Equal(calm, await SweepResults.ReadAsync(Database, sweep.Id));
        await AssertPrefixesAsync(spec, sweep.Id);
    }

    [Fact]
    public async Task Sweep_DrainedAndTakenUpAgainAndAgain_IsThatOfACalmRun()
    {
        var spec = Spec(new PrunerSpec(PrunerKind.Asha, 1, 3, 9), replicates: 1) with { MaxConcurrent = 2 };
        var sweep = await TestSweeps.SubmitAsync(Store, spec);
        for (var life = 0; life < 20 && (await Store.FindSweepAsync(sweep.Id, Deadline))!.State != SweepState.Completed; life++)
        {
            await using var silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions { Slots = 2 }, Deadline);
            await silo.TakeUpAsync(sweep.Id, Deadline);
            var rows = (await Store.TotalTrialsAsync(sweep.Id, Deadline)).Rows;
            await TestSweeps.ProgressAsync(Store, sweep.Id, rows + life + 1);
            if (life % 2 == 0)
                await silo.DrainAsync(Deadline);
        }

        await TestSweeps.CompletedAsync(Store, sweep.Id, TimeSpan.Zero);
        Assert.Equal(await CalmRun.OfSiloAsync(spec), await SweepResults.ReadAsync(Database, sweep.Id));
    }

    [Fact]
    public async Task Sweep_OfACommandThatIsDrainedAndFailsOnItsWay_IsThatOfACalmRun()
    {
        var script = Folder.Write(
            "train.sh",
            """
            step=$SWEEP_RESUME_STEP
            if [ "$SWEEP_TRIAL$SWEEP_STEPS" = "$FAILS" ] && mkdir "$FAILED/$SWEEP_TRIAL" 2> /dev/null; then exit 1; fi
            while [ $step -lt $SWEEP_STEPS ]; do
              step=$((step + 1))
              echo "@sweep {\"step\":$step,\"loss\":$(( ($1 * 7 + step) % 13 ))}"
            done
            echo state > "$SWEEP_CHECKPOINT_DIR/at-$step"
            echo "@sweep {\"checkpoint\":\"at-$step\",\"step\":$step}"
            """);
        SweepSpec Of(string fails) => SpecReader.Read($$"""
            name: rungs
            parameters: { size: [{{string.Join(", ", Enumerable.Range(1, 18))}}], steps: [9] }
            trainer:
              command: [sh, {{script}}, "${size}"]
              resource: steps
              prefix: true
              resumable: true
              environment: { FAILS: "{{fails}}", FAILED: {{Folder.Path}} }
            objective: { metric: loss, goal: minimize }
            pruner: { kind: asha, min: 1, factor: 3, cohort: 6 }
            """).Spec!;
        var calm = await CalmRun.OfSiloAsync(Of("none"));
        var sweep = await TestSweeps.SubmitAsync(Store, Of("103"));
        for (var life = 0; life < 20 && (await Store.FindSweepAsync(sweep.Id, Deadline))!.State != SweepState.Completed; life++)
        {
            await using var silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions { Slots = 4 }, Deadline);
            await silo.TakeUpAsync(sweep.Id, Deadline);
            var rows = (await Store.TotalTrialsAsync(sweep.Id, Deadline)).Rows;
            await TestSweeps.ProgressAsync(Store, sweep.Id, rows + life + 1);
            await silo.DrainAsync(Deadline);
        }

        var results = await SweepResults.ReadAsync(Database, sweep.Id);
        Assert.Equal(calm.Select(WithoutContent), results.Select(WithoutContent));
        Assert.Contains(calm, line => line.Contains("Pruned", StringComparison.Ordinal));
    }

    /// <summary>The environment is part of what a command's trials are.</summary>
    private static string WithoutContent(string line) => ContentKeys().Replace(line, "");

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex ContentKeys();

    private static SweepSpec Spec(PrunerSpec pruner, int replicates)
    {
        var grid = TestSweeps.Grid("pruned", [Pattern.Circle, Pattern.Diamond, Pattern.ThinRightAngle], [Steps], [20, 30, 40], replicates, recordEvery: 3);
        return grid with
        {
            Parameters = grid.Parameters.Replace(grid.Find(PerceptronParameters.LearningRate)!, PerceptronParameters.LearningRates([0.3, 0.001, 0.1, 0.01])),
            Pruner = pruner,
            Target = 0.6,
        };
    }

    /// <summary>Rows and curves are those of trials that were planned with as many iterations, and a verdict tells of each that is pruned.</summary>
    private async Task AssertPrefixesAsync(SweepSpec spec, Guid id)
    {
        var space = new SearchSpace(spec);
        var curves = await Store.ReadCurvesAsync(id, null, Deadline).ToDictionaryAsync(curve => curve.Number, cancellationToken: Deadline);
        var verdicts = (await Store.ReadRungsAsync(id, null, Deadline)).ToLookup(verdict => verdict.Number);
        var trials = await Store.ReadTrialsAsync(id, Deadline).ToListAsync(Deadline);
        Assert.Equal(space.PlannedTrials, trials.Count);
        Assert.Contains(trials, trial => trial.TrainedIterations < Steps);
        Assert.Contains(trials, trial => trial.TrainedIterations == Steps);
        foreach (var trial in trials)
        {
            var shorter = trial.Trial with { Point = trial.Trial.Point.With(PerceptronParameters.Iterations, trial.TrainedIterations) };
            Assert.Equal(ContentKey.Of(spec.Trainer, shorter), trial.ContentKey);
            using var run = new TrainingRun(space.PlanFor(shorter));
            run.Advance(int.MaxValue, Deadline);
            var result = run.Result();
            Assert.Equal(
                (result.FinalLoss, result.BestLoss, result.ReachedAt, result.ConvergedAt),
                (trial.FinalLoss, trial.BestLoss, trial.ReachedAt, trial.ConvergedAt));
            Assert.Equal(result.Curve.Losses().Select(loss => (float)loss), curves[trial.Trial.Number].Loss);
            var last = verdicts[trial.Trial.Number].LastOrDefault();
            var expected = trial.TrainedIterations == Steps ? RungDecision.Kept
                : trial.State == TrialState.Pruned ? RungDecision.Pruned
                : RungDecision.Completed;
            if (last is not null || trial.TrainedIterations < Steps)
                Assert.Equal((expected, trial.TrainedIterations == Steps ? last!.Step : trial.TrainedIterations), (last!.Decision, last.Step));
        }
    }
}
