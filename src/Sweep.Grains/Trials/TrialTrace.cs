using System.Diagnostics;
using Sweep.Core.Scheduling.Runners;
using Sweep.Core.Specs;
using Sweep.Core.Trials;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Writing;

namespace Sweep.Grains.Trials;

/// <summary>
/// The trace of one attempt: <c>trial.run</c> from its start to its commit, <c>trial.train</c> within. At the end of training it is
/// decided whether it is kept; before that it has cost one span, and only a kept one gets its attributes, its links and its child.
/// </summary>
internal sealed class TrialTrace : ITrialEnd
{
    private readonly Activity _run;
    private readonly Guid _sweep;
    private readonly LeasedTrial _trial;
    private readonly string? _submit;
    private bool _isKept;

    private TrialTrace(Activity run, Guid sweep, LeasedTrial trial, string? submit) => (_run, _sweep, _trial, _submit) = (run, sweep, trial, submit);

    /// <inheritdoc/>
    /// <remarks>Null where the trace was dropped.</remarks>
    public ActivityContext? Context => _isKept ? _run.Context : null;

    /// <summary>Begins a trace of its own; null where nobody listens or the sampler refuses.</summary>
    /// <param name="sweep">The trial's sweep.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="submit">Traceparent of the sweep's submission; null where there is none.</param>
    public static TrialTrace? Begin(Guid sweep, LeasedTrial trial, string? submit)
    {
        if (SweepSpans.NewRoot(TelemetryNames.TrialRun) is not { } run)
            return null;
        if (!run.Recorded)
        {
            run.Dispose();
            return null;
        }

        Activity.Current = run;
        return new TrialTrace(run, sweep, trial, submit);
    }

    /// <summary>Training has ended; returns the trace's id, null where it is dropped.</summary>
    public string? Decide(SearchSpace space, TrialMeasurement measured, TrialChoice choice)
    {
        var failed = measured.Error is not null;
        _isKept = choice.Keeps(_trial.Definition.Number, measured.WallSeconds, _trial.UsualSeconds, failed);
        if (!_isKept)
        {
            Drop();
            return null;
        }

        Describe(space);
        _run.SetTag(TelemetryNames.TrialState, (failed ? TrialState.Failed : TrialState.Completed).ToName());
        if (failed)
            _run.SetStatus(ActivityStatusCode.Error, measured.Error);
        using var train = SweepTelemetry.Source.StartActivity(TelemetryNames.TrialTrain, ActivityKind.Internal, _run.Context, startTime: measured.StartedAt);
        train?.SetTag(TelemetryNames.TrialSlot, measured.Slot)
            .SetTag(TelemetryNames.TrainSeconds, measured.TrainSeconds)
            .SetTag(TelemetryNames.TrialIterations, measured.Result?.TrainedIterations)
            .SetTag(TelemetryNames.FinalLoss, measured.Result?.FinalLoss)
            .SetEndTime(measured.FinishedAt.UtcDateTime);
        return _run.TraceId.ToHexString();
    }

    /// <summary>It ended without a result, or before it could be decided.</summary>
    public void Drop()
    {
        _isKept = false;
        _run.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        _run.Stop();
    }

    /// <inheritdoc/>
    public void Ended(ActivityContext? commit, string? error)
    {
        if (!_isKept)
            return;
        if (commit is { } context)
            _run.AddLink(SweepSpans.LinkTo(TelemetryNames.Commit, context));
        if (error is not null)
            _run.SetStatus(ActivityStatusCode.Error, error);
        var outer = Activity.Current;
        _run.Stop();
        Activity.Current = outer;
    }

    private void Describe(SearchSpace space)
    {
        var trial = _trial.Definition;
        var point = trial.Point;
        _run.SetTag(TelemetryNames.SweepId, SweepSpans.IdText(_sweep))
            .SetTag(TelemetryNames.SweepName, space.Spec.Name)
            .SetTag(TelemetryNames.TrialNumber, trial.Number)
            .SetTag(TelemetryNames.TrialAttempt, _trial.Attempt)
            .SetTag(TelemetryNames.TrialPattern, Sweep.Core.Patterns.PatternNames.ToName(point.Pattern))
            .SetTag(TelemetryNames.TrialLearningRate, point.LearningRate)
            .SetTag(TelemetryNames.TrialIterations, point.Iterations)
            .SetTag(TelemetryNames.TrialSamples, point.Samples)
            .SetTag(TelemetryNames.TrialHidden, point.Hidden)
            .SetTag(TelemetryNames.TrialReplicate, (long)trial.Replicate);
        SweepSpans.Link(_run, TelemetryNames.Submit, _submit);
        SweepSpans.Link(_run, TelemetryNames.Lease, _trial.LeaseTrace);
        SweepSpans.Link(_run, TelemetryNames.EarlierAttempt, _trial.EarlierTrace);
    }
}
