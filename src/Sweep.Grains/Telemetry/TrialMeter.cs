using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Spaces;
using Sweep.Core.Sweeps;
using Sweep.Core.Trials;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Telemetry;

/// <summary>Counts trials.</summary>
internal static class TrialMeter
{
    /// <summary>An attempt has ended with a result or a failure, on its slot.</summary>
    public static void NoteTrained(TrialPoint point, TrialState state, double wallSeconds, int iterations)
    {
        if (!SweepTelemetry.TrialDuration.Enabled && !SweepTelemetry.Iterations.Enabled)
            return;
        var ofPattern = PatternTag(PatternOf(point));
        SweepTelemetry.TrialDuration.Record(wallSeconds, StateTag(state), ofPattern);
        SweepTelemetry.Iterations.Add(iterations, ofPattern);
    }

    /// <summary>Results are in the store.</summary>
    public static void NoteCommitted(IReadOnlyList<FinishedTrial> trials, IReadOnlyList<CommitOutcome> outcomes)
    {
        if (!SweepTelemetry.Trials.Enabled)
            return;
        var committed = trials.Where((_, i) => outcomes[i] == CommitOutcome.Committed);
        foreach (var kind in committed.GroupBy(trial => (trial.State, Pattern: PatternOf(trial.Trial.Point))))
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

    private static KeyValuePair<string, object?> PatternTag(string? pattern) => new(TelemetryNames.TrialPattern, pattern);

    /// <summary>Of other trainers nothing: what their users name may have any number of values.</summary>
    private static string? PatternOf(TrialPoint point) => PerceptronPoint.HasPlaces(point) ? point.Values[0].Text : null;

    private static KeyValuePair<string, object?> StateTag(TrialState state) => new(TelemetryNames.TrialState, state.ToName());
}
