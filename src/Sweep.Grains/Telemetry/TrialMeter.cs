using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Core.Trials;
using Sweep.Storage;

namespace Sweep.Grains.Telemetry;

/// <summary>Counts trials.</summary>
internal static class TrialMeter
{
    /// <summary>An attempt has ended with a result or a failure, on its slot.</summary>
    public static void NoteTrained(Pattern pattern, TrialState state, double wallSeconds, int iterations)
    {
        if (!SweepTelemetry.TrialDuration.Enabled && !SweepTelemetry.Iterations.Enabled)
            return;
        var ofPattern = PatternTag(pattern);
        SweepTelemetry.TrialDuration.Record(wallSeconds, StateTag(state), ofPattern);
        SweepTelemetry.Iterations.Add(iterations, ofPattern);
    }

    /// <summary>Results are in the store.</summary>
    public static void NoteCommitted(IReadOnlyList<FinishedTrial> trials, IReadOnlyList<CommitOutcome> outcomes)
    {
        if (!SweepTelemetry.Trials.Enabled)
            return;
        foreach (var kind in trials.Where((_, i) => outcomes[i] == CommitOutcome.Committed).GroupBy(trial => (trial.State, trial.Trial.Point.Pattern)))
            SweepTelemetry.Trials.Add(kind.Count(), StateTag(kind.Key.State), PatternTag(kind.Key.Pattern));
    }

    /// <summary>Trials were given up.</summary>
    public static void NoteQuarantined(IReadOnlyList<FinishedTrial> trials)
    {
        SweepTelemetry.QuarantinedTrials.Add(trials.Count);
        NoteCommitted(trials, [.. trials.Select(_ => CommitOutcome.Committed)]);
    }

    /// <summary>Attempts ended without a result.</summary>
    public static void NoteLost(LossCause cause, long attempts) =>
        SweepTelemetry.LostAttempts.Add(attempts, new KeyValuePair<string, object?>(TelemetryNames.LossCause, cause.ToName()));

    private static KeyValuePair<string, object?> PatternTag(Pattern pattern) => new(TelemetryNames.TrialPattern, pattern.ToName());

    private static KeyValuePair<string, object?> StateTag(TrialState state) => new(TelemetryNames.TrialState, state.ToName());
}
