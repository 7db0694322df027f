using System.Diagnostics;
using Sweep.Grains.Storage;

namespace Sweep.Grains.Telemetry;

/// <summary>Measures one try to commit.</summary>
internal readonly struct CommitMeter
{
    private readonly long _since;

    private CommitMeter(long since) => _since = since;

    public static CommitMeter Start() => new(Stopwatch.GetTimestamp());

    public void Succeeded(IReadOnlyList<FinishedTrial> trials, IReadOnlyList<CommitOutcome> outcomes)
    {
        Record("ok");
        TrialMeter.NoteCommitted(trials, outcomes);
    }

    /// <summary>The store did not take it, this time or for good.</summary>
    public void Failed() => Record("failed");

    private void Record(string outcome) => SweepTelemetry.CommitDuration.Record(
        Stopwatch.GetElapsedTime(_since).TotalSeconds, new KeyValuePair<string, object?>(TelemetryNames.CommitOutcome, outcome));
}
