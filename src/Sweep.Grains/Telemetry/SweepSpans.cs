using System.Diagnostics;
using Sweep.Core.Sweeps;
using Sweep.Grains.Storage;

namespace Sweep.Grains.Telemetry;

/// <summary>The spans beside those of trials that run.</summary>
public static class SweepSpans
{
    /// <summary>Stores a sweep under a span, whose context goes into the store with it.</summary>
    public static async Task<SweepRecord> SubmitAsync(ISweepStore store, NewSweep sweep, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(sweep);
        using var span = SweepTelemetry.Source.StartActivity(TelemetryNames.Submit, ActivityKind.Producer);
        if (span is null)
            return await store.SubmitAsync(sweep, cancellation);
        span.SetTag(TelemetryNames.SweepName, sweep.Name).SetTag(TelemetryNames.PlannedTrials, sweep.PlannedTrials);
        try
        {
            var stored = await store.SubmitAsync(sweep with { TraceParent = span.Id }, cancellation);
            span.SetTag(TelemetryNames.SweepId, IdText(stored.Id));
            return stored;
        }
        catch (Exception failure)
        {
            span.SetStatus(ActivityStatusCode.Error, failure.Message);
            throw;
        }
    }

    internal static Activity? Lease(Guid sweep, string silo, long trials) => SweepTelemetry.Source.StartActivity(TelemetryNames.Lease, ActivityKind.Producer)?
        .SetTag(TelemetryNames.SweepId, IdText(sweep))
        .SetTag(TelemetryNames.LeaseSilo, silo)
        .SetTag(TelemetryNames.LeaseTrials, trials);

    /// <summary>
    /// The span of an attempt that ended with its silo, told by the sweep's owner, since the silo cannot.
    /// </summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="number">The trial.</param>
    /// <param name="attempt">1-based.</param>
    /// <param name="lease">Its lease.</param>
    /// <param name="submit">Traceparent of the submission; null where there is none.</param>
    /// <param name="earlier">Traceparent of the attempt before; null where there is none.</param>
    /// <param name="loss">Why it ended.</param>
    /// <returns>Its traceparent; null where nobody listens.</returns>
    internal static string? Lost(Guid sweep, long number, int attempt, LeaseRecord lease, string? submit, string? earlier, LeaseLoss loss)
    {
        using var span = NewRoot(TelemetryNames.TrialRun, lease.GrantedAt);
        if (span is null)
            return null;
        span.SetTag(TelemetryNames.SweepId, IdText(sweep))
            .SetTag(TelemetryNames.TrialNumber, number)
            .SetTag(TelemetryNames.TrialAttempt, attempt)
            .SetTag(TelemetryNames.LeaseSilo, lease.Silo)
            .SetTag(TelemetryNames.LossCause, loss.Cause.ToName())
            .SetStatus(ActivityStatusCode.Error, loss.Reason);
        Link(span, TelemetryNames.Submit, submit);
        Link(span, TelemetryNames.Lease, lease.TraceParent);
        Link(span, TelemetryNames.EarlierAttempt, earlier);
        return span.Recorded ? span.Id : null;
    }

    /// <summary>A span that begins a trace, whatever is current.</summary>
    internal static Activity? NewRoot(string name, DateTimeOffset startedAt = default)
    {
        if (!SweepTelemetry.Source.HasListeners())
            return null;
        var outer = Activity.Current;
        Activity.Current = null;
        var root = SweepTelemetry.Source.StartActivity(name, ActivityKind.Internal, parentContext: default, startTime: startedAt);
        Activity.Current = outer;
        return root;
    }

    internal static void Link(Activity span, string kind, string? traceParent)
    {
        if (ActivityContext.TryParse(traceParent, null, out var context))
            span.AddLink(LinkTo(kind, context));
    }

    internal static ActivityLink LinkTo(string kind, ActivityContext context) => new(context, new ActivityTagsCollection { { TelemetryNames.LinkKind, kind } });

    internal static string IdText(Guid id) => id.ToString("d");
}
