using System.Diagnostics;
using Sweep.Grains.Telemetry;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Writing;

/// <summary>Measures one try to commit, under a span that is linked with the trials whose traces are kept.</summary>
internal sealed class CommitMeter
{
    /// <summary>The most links of a span that backends take by default; every trial's own span has its link whatever their number.</summary>
    private const int MostLinks = 128;

    private readonly long _since = Stopwatch.GetTimestamp();
    private readonly IReadOnlyList<WaitingTrial> _batch;
    private readonly Activity? _span;

    private CommitMeter(IReadOnlyList<WaitingTrial> batch)
    {
        _batch = batch;
        if (!SweepTelemetry.Source.HasListeners())
            return;
        var links = batch.Select(waiting => waiting.End?.Context).OfType<ActivityContext>().Take(MostLinks)
            .Select(context => SweepSpans.LinkTo(TelemetryNames.TrialRun, context));
        _span = SweepSpans.Start(TelemetryNames.Commit, ActivityKind.Client, [new(TelemetryNames.CommitTrials, batch.Count)], links);
    }

    public static CommitMeter Start(IReadOnlyList<WaitingTrial> batch) => new(batch);

    public void Succeeded(IReadOnlyList<FinishedTrial> trials, IReadOnlyList<CommitOutcome> outcomes)
    {
        Record("ok");
        TrialMeter.NoteCommitted(trials, outcomes);
        foreach (var waiting in _batch)
            waiting.End?.Ended(_span?.Context, error: null);
    }

    /// <summary>The store did not take it.</summary>
    public void Failed(Exception failure)
    {
        _span?.SetStatus(ActivityStatusCode.Error, failure.Message);
        Record("failed");
    }

    private void Record(string outcome)
    {
        SweepTelemetry.CommitDuration.Record(
            Stopwatch.GetElapsedTime(_since).TotalSeconds, new KeyValuePair<string, object?>(TelemetryNames.CommitOutcome, outcome));
        _span?.SetTag(TelemetryNames.CommitOutcome, outcome).Stop();
    }
}
