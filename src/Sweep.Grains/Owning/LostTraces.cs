using System.Diagnostics;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Grains.Telemetry;
using Sweep.Storage.Owning;

namespace Sweep.Grains.Owning;

/// <summary>
/// The spans of attempts that ended with their silo, told by the sweep's owner, since the silo cannot. They are made before the store
/// learns of the loss, because it keeps their contexts: what follows an attempt finds it there, whoever owns the sweep by then.
/// </summary>
internal sealed class LostTraces : IDisposable
{
    private readonly Dictionary<long, (Activity Span, LeaseRecord Lease)> _spans = [];

    /// <param name="sweep">The sweep.</param>
    /// <param name="lost">Numbers that may be lost, each with its lease.</param>
    /// <param name="claims">Has the spans of those that clients train.</param>
    public LostTraces(Guid sweep, IEnumerable<(LeaseRecord Lease, long Number)> lost, ClaimTraces claims)
    {
        if (!SweepTelemetry.Source.HasListeners())
            return;
        foreach (var (lease, number) in lost)
        {
            if (_spans.ContainsKey(number)
                || (lease.Silo.IsClient ? claims.Take(lease) : SweepSpans.Begin(TelemetryNames.TrialRun, lease.GrantedAt)) is not { } span)
                continue;
            span.SetTag(TelemetryNames.SweepId, SweepSpans.IdText(sweep)).SetTag(TelemetryNames.TrialNumber, number).SetTag(
                TelemetryNames.LeaseSilo, lease.Silo.ToString());
            _spans.Add(number, (span, lease));
        }
    }

    /// <summary>Traceparents by number; null where nobody listens.</summary>
    public IReadOnlyDictionary<long, string>? Parents => _spans.Count == 0 ? null : _spans.ToDictionary(span => span.Key, span => span.Value.Span.Id!);

    /// <summary>These are in the store now; the others had a result, or were another's to tell.</summary>
    /// <param name="lost">What the store added.</param>
    /// <param name="loss">Why.</param>
    /// <param name="submit">Traceparent of the sweep's submission; null where there is none.</param>
    public void Tell(IEnumerable<LostTrial> lost, LeaseLoss loss, string? submit)
    {
        foreach (var trial in lost)
        {
            if (!_spans.Remove(trial.Number, out var found))
                continue;
            using var span = found.Span;
            span.SetTag(TelemetryNames.TrialAttempt, trial.Attempt)
                .SetTag(TelemetryNames.LossCause, loss.Cause.ToName())
                .SetStatus(ActivityStatusCode.Error, loss.Reason);
            if (found.Lease.Silo.IsClient)
                continue;
            SweepSpans.Link(span, TelemetryNames.Submit, submit);
            SweepSpans.Link(span, TelemetryNames.Lease, found.Lease.TraceParent);
            SweepSpans.Link(span, TelemetryNames.EarlierAttempt, trial.EarlierTrace);
        }
    }

    public void Dispose()
    {
        foreach (var (span, _) in _spans.Values)
            SweepSpans.Discard(span);

        _spans.Clear();
    }
}
