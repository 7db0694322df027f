using System.Diagnostics;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Trials;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Owning;

/// <summary>
/// The spans of attempts that clients train elsewhere, from the claim to its end. The claim's lease keeps their context: its client gets it, and who stores the
/// result leads to it. Where the owner that began one is gone, the owner after it goes on in the same trace, with a span within the one that nobody ended.
/// </summary>
/// <param name="sweepId">The sweep.</param>
/// <param name="space">Its search space.</param>
/// <param name="submit">Traceparent of the sweep's submission; null where there is none.</param>
internal sealed class ClaimTraces(Guid sweepId, SearchSpace space, string? submit)
{
    private readonly Dictionary<Guid, Activity> _running = [];

    /// <summary>Begins the trace of an attempt; null where nobody listens, or the sampler refuses.</summary>
    public Activity? Begin(long number, int attempt, string? earlierAttempt) => SweepSpans.Begin(TelemetryNames.TrialRun) is { } run
        ? SweepSpans.Describe(run, sweepId, space, space.TrialAt(number), attempt, new AttemptLinks(submit, null, earlierAttempt))
        : null;

    /// <summary>The attempt that was begun is a client's by this claim.</summary>
    public void Granted(Guid claim, Activity? run)
    {
        if (run is not null)
            _running.Add(claim, run);
    }

    /// <summary>The attempt of a claim gave a result, which is stored.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="attempt">1-based.</param>
    /// <param name="state">Of the trial.</param>
    /// <param name="commit">Traceparent of the commit; null where it had none.</param>
    public void Committed(LeaseRecord claim, int attempt, TrialState state, string? commit)
    {
        if (Take(claim, attempt) is not { } run)
            return;
        SweepSpans.SetEnd(run, state, state == TrialState.Failed ? "its client says that it has failed" : null);
        SweepSpans.Link(run, TelemetryNames.Commit, commit);
        SweepSpans.End(run);
    }

    /// <summary>A claim was given back, or ended without this owner being told how.</summary>
    public void Ended(Guid claim)
    {
        if (_running.Remove(claim, out var run))
            SweepSpans.End(run);
    }

    /// <summary>The span of a claim's attempt, which is the caller's to end; null where it has no trace.</summary>
    public Activity? Take(LeaseRecord claim, int attempt = 1)
    {
        if (_running.Remove(claim.Id, out var run))
            return run;
        return ActivityContext.TryParse(claim.TraceParent, null, isRemote: true, out var begun)
            && SweepSpans.Begin(TelemetryNames.TrialRun, claim.GrantedAt, begun) is { } rest
                ? SweepSpans.Describe(rest, sweepId, space, space.TrialAt(claim.All.First()), attempt, new AttemptLinks(submit, null, null))
                : null;
    }
}
