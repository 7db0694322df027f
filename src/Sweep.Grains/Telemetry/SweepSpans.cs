using System.Diagnostics;
using Sweep.Core.Spaces;
using Sweep.Storage;
using Sweep.Storage.Sweeps;

namespace Sweep.Grains.Telemetry;

/// <summary>The spans beside those of trials that run.</summary>
public static class SweepSpans
{
    /// <summary>Stores a sweep under a span, whose context goes into the store with it.</summary>
    public static async Task<SweepRecord> SubmitAsync(ISweepRegister sweeps, NewSweep sweep, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweeps);
        ArgumentNullException.ThrowIfNull(sweep);
        using var span = SweepTelemetry.Source.StartActivity(TelemetryNames.Submit, ActivityKind.Producer);
        if (span is null)
            return await sweeps.SubmitAsync(sweep, cancellation);
        span.SetTag(TelemetryNames.SweepName, sweep.Name).SetTag(TelemetryNames.PlannedTrials, sweep.PlannedTrials);
        try
        {
            var stored = await sweeps.SubmitAsync(sweep with { TraceParent = span.Id }, cancellation);
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

    /// <summary>The value of a parameter as a tag has it.</summary>
    internal static object TagOf(ParameterValue value) => value.Kind switch
    {
        ParameterKind.Text => value.Text,
        ParameterKind.Whole => value.Whole,
        ParameterKind.Real => value.Real,
        _ => value.Truth,
    };

    internal static void Link(Activity span, string kind, string? traceParent)
    {
        if (ActivityContext.TryParse(traceParent, null, out var context))
            span.AddLink(LinkTo(kind, context));
    }

    internal static ActivityLink LinkTo(string kind, ActivityContext context) => new(context, new ActivityTagsCollection { { TelemetryNames.LinkKind, kind } });

    internal static string IdText(Guid id) => id.ToString("d");
}
