using System.Diagnostics;
using Sweep.Core.Scheduling;
using Sweep.Core.Trials;
using Sweep.Grains.Telemetry;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Writing;

/// <summary>The part that a claim's commit has in the trace that the sweep's owner began with it.</summary>
internal sealed class ClaimEnd : ITrialEnd
{
    private ClaimEnd(ActivityContext run) => Context = run;

    /// <inheritdoc/>
    public ActivityContext? Context { get; }

    /// <summary>Traceparent of the commit, for the owner, who ends the trace; null where there is none.</summary>
    public string? Commit { get; private set; }

    /// <summary>Null where the claim has no trace.</summary>
    public static ClaimEnd? Of(LeaseRecord claim) =>
        ActivityContext.TryParse(claim.TraceParent, null, isRemote: true, out var run) ? new ClaimEnd(run) : null;

    /// <inheritdoc/>
    public void Ended(ActivityContext? commit, string? error) =>
        Commit = commit is { } span ? $"00-{span.TraceId}-{span.SpanId}-{(int)(span.TraceFlags & ActivityTraceFlags.Recorded):x2}" : null;

    /// <summary>Tells of the training, of which its client has said how it went.</summary>
    public void TellTraining(FinishedTrial trial) => SweepSpans.Train(
        Context!.Value, trial.StartedAt, trial.FinishedAt, slot: null, trial.TrainSeconds,
        trial.State == TrialState.Failed ? null : trial.TrainedIterations, trial.FinalLoss);
}
