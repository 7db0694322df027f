using System.Diagnostics;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trials;
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
        using var span = Start(TelemetryNames.Submit, ActivityKind.Producer);
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

    internal static Activity? Lease(Guid sweep, string silo, long trials) => Start(TelemetryNames.Lease, ActivityKind.Producer)?
        .SetTag(TelemetryNames.SweepId, IdText(sweep))
        .SetTag(TelemetryNames.LeaseSilo, silo)
        .SetTag(TelemetryNames.LeaseTrials, trials);

    /// <summary>
    /// A span within what is current, unless that is what the server makes of a request for its log alone: nobody records it, and so the sampler would not
    /// record what is within it either.
    /// </summary>
    internal static Activity? Start(
        string name, ActivityKind kind, IEnumerable<KeyValuePair<string, object?>>? tags = null, IEnumerable<ActivityLink>? links = null)
    {
        var outer = Activity.Current;
        if (outer is { Recorded: false, HasRemoteParent: false })
            Activity.Current = null;
        var span = SweepTelemetry.Source.StartActivity(name, kind, parentContext: default, tags, links);
        if (span is null)
            Activity.Current = outer;
        return span;
    }

    /// <summary>A span of a trial's trace, whatever is current; null where nobody listens, or the sampler refuses.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="startedAt">When it began; now where it is not said.</param>
    /// <param name="parent">What it is within; it begins a trace where there is nothing.</param>
    internal static Activity? Begin(string name, DateTimeOffset startedAt = default, ActivityContext parent = default)
    {
        if (!SweepTelemetry.Source.HasListeners())
            return null;
        var outer = Activity.Current;
        Activity.Current = null;
        var span = SweepTelemetry.Source.StartActivity(name, ActivityKind.Internal, parent, startTime: startedAt);
        Activity.Current = outer;
        if (span is not { Recorded: false })
            return span;
        span.Dispose();
        return null;
    }

    /// <summary>Ends a span that nobody is to see.</summary>
    internal static void Discard(Activity span)
    {
        span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        span.Dispose();
    }

    /// <summary>Ends a span, whatever is current.</summary>
    internal static void End(Activity span)
    {
        var outer = Activity.Current;
        span.Stop();
        Activity.Current = outer;
    }

    /// <summary>Says which trial a <c>trial.run</c> is of, and what led to it.</summary>
    internal static Activity Describe(Activity run, Guid sweep, SearchSpace space, TrialDefinition trial, int attempt, AttemptLinks links)
    {
        var point = trial.Point;
        run.SetTag(TelemetryNames.SweepId, IdText(sweep))
            .SetTag(TelemetryNames.SweepName, space.Spec.Name)
            .SetTag(TelemetryNames.TrialNumber, trial.Number)
            .SetTag(TelemetryNames.TrialAttempt, attempt)
            .SetTag(TelemetryNames.TrialReplicate, (long)trial.Replicate);
        for (var k = 0; k < point.Names.Length; k++)
            run.SetTag(TelemetryNames.TrialParameter(point.Names[k], space.Spec.Trainer.IsPerceptron), TagOf(point.Values[k]));
        Link(run, TelemetryNames.Submit, links.Submit);
        Link(run, TelemetryNames.Lease, links.Lease);
        Link(run, TelemetryNames.EarlierAttempt, links.EarlierAttempt);
        return run;
    }

    /// <summary>Says how an attempt ended.</summary>
    internal static void SetEnd(Activity run, TrialState state, string? error)
    {
        run.SetTag(TelemetryNames.TrialState, state.ToName());
        if (error is not null)
            run.SetStatus(ActivityStatusCode.Error, error);
    }

    /// <summary>The training of an attempt, told once it is over.</summary>
    /// <param name="run">Its <c>trial.run</c>.</param>
    /// <param name="startedAt">When it began.</param>
    /// <param name="finishedAt">When it was over.</param>
    /// <param name="slot">Where; null where no silo trained it.</param>
    /// <param name="trainSeconds">What it took.</param>
    /// <param name="iterations">How far it came; null where it gave nothing.</param>
    /// <param name="finalLoss">What it gave.</param>
    internal static void Train(
        ActivityContext run, DateTimeOffset startedAt, DateTimeOffset finishedAt, int? slot, double trainSeconds, int? iterations, double? finalLoss)
    {
        if (Begin(TelemetryNames.TrialTrain, startedAt, run) is not { } train)
            return;
        train.SetTag(TelemetryNames.TrialSlot, slot)
            .SetTag(TelemetryNames.TrainSeconds, trainSeconds)
            .SetTag(TelemetryNames.TrialIterations, iterations)
            .SetTag(TelemetryNames.FinalLoss, finalLoss)
            .SetEndTime(finishedAt.UtcDateTime);
        End(train);
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
