using Sweep.Client.Reports;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Service.Reports;
using Sweep.Storage.Databases;
using Sweep.Storage.Trials;
using Sweep.Testing;

namespace Sweep.Client.Tests.Reports;

/// <summary>Sweeps in a store of their own, and the report of each.</summary>
internal static class ReportSweeps
{
    /// <param name="target">Loss that counts as learnt.</param>
    public static SweepSpec Spec(
        string name, double[]? rates = null, int[]? iterations = null, int[]? samples = null, int[]? hidden = null, long replicates = 2,
        double target = 0.6, params Pattern[] patterns) => new(
        name,
        [
            PerceptronParameters.Patterns(patterns.Length > 0 ? [.. patterns] : [Pattern.Circle, Pattern.ThinRightAngle]),
            PerceptronParameters.LearningRates([.. rates ?? [0.001, 0.05]]),
            PerceptronParameters.Counts(PerceptronParameters.Iterations, [.. iterations ?? [40]]),
            PerceptronParameters.Counts(PerceptronParameters.Samples, [.. samples ?? [20, 60]]),
            PerceptronParameters.Counts(PerceptronParameters.Hidden, [.. hidden ?? [4]]),
        ],
        replicates,
        Target: target);

    /// <summary>Submits the spec, trains the first <paramref name="trials"/> trials (all by default), and writes the report.</summary>
    /// <param name="end">State to which the sweep then goes; null to leave it running.</param>
    public static async Task<string> ReportAsync(
        SweepSpec spec, long? trials = null, SweepState? end = SweepState.Completed, string? error = null, Action<RecordingResults>? check = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using var store = SweepStores.Open(folder.File("sweep.db"), TimeProvider.System);
        await store.MigrateAsync(cancellation);
        var sweep = await TestSweeps.SubmitAsync(store, spec);
        var space = new SearchSpace(spec);
        for (long start = 0; start < (trials ?? space.PlannedTrials); start += 500)
        {
            var count = (int)Math.Min(500, (trials ?? space.PlannedTrials) - start);
            await store.CommitAsync(
                [.. Enumerable.Range(0, count).Select(i => Trained(sweep.Id, space, start + i))], [], cancellation);
        }
        if (end is { } state)
            await store.ChangeStateAsync(sweep.Id, state, error, cancellation);
        sweep = (await store.FindSweepAsync(sweep.Id, cancellation))!;

        var recording = new RecordingResults(store);
        using var output = new MemoryStream();
        var totals = await store.TotalTrialsAsync(sweep.Id, cancellation);
        var data = await ReportReader.ReadAsync(totals, recording, sweep, new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), cancellation);
        await SweepReport.WriteAsync(data, output, cancellation);
        check?.Invoke(recording);
        return System.Text.Encoding.UTF8.GetString(output.ToArray());
    }

    private static FinishedTrial Trained(Guid sweep, SearchSpace space, long number)
    {
        var trial = space.TrialAt(number);
        var run = new TrainingRun(space.PlanFor(trial));
        run.Advance(run.Plan.Point.Iterations, CancellationToken.None);
        var time = new DateTimeOffset(2026, 3, 1, 11, 0, 0, TimeSpan.Zero);
        return new FinishedTrial
        {
            SweepId = sweep,
            Trial = trial,
            ContentKey = ContentKey.Of(TrainerSpec.Perceptron, trial),
            State = TrialState.Completed,
            Attempt = 1,
            Silo = "silo",
            StartedAt = time,
            FinishedAt = time,
            TrainSeconds = 0.001,
        }
        .With(run.Result().ToTrialResult());
    }
}
