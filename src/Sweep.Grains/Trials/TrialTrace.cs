using System.Diagnostics;
using Sweep.Core.Scheduling.Runners;
using Sweep.Core.Specs;
using Sweep.Core.Trials;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Writing;

namespace Sweep.Grains.Trials;

/// <summary>
/// The trace of one attempt at a trial: <c>trial.run</c> from the start of its run to its commit, <c>trial.train</c> within. It is made at the
/// end of training, when it is known whether it is kept, so that others cost nothing.
/// </summary>
internal sealed class TrialTrace : ITrialEnd
{
    private readonly Activity _run;

    private TrialTrace(Activity run) => _run = run;

    /// <inheritdoc/>
    public ActivityContext? Context => _run.Context;

    public string Id => _run.TraceId.ToHexString();

    /// <summary>Makes a trace of its own once training has ended; null where it is not kept, nobody listens, or the sampler refuses.</summary>
    /// <param name="sweep">The trial's sweep.</param>
    /// <param name="space">Its search space.</param>
    /// <param name="leased">The trial's run.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="measured">What training gave.</param>
    /// <param name="choice">Which traces are kept.</param>
    /// <param name="submit">Traceparent of the sweep's submission; null where there is none.</param>
    public static TrialTrace? Of(
        Guid sweep, SearchSpace space, LeasedRun leased, TrialDefinition trial, TrialMeasurement measured, TrialChoice choice, string? submit)
    {
        var failed = measured.Error is not null;
        var usual = leased.UsualSeconds * leased.Model.CostOf(trial.Point) / leased.Cost;
        if (!SweepTelemetry.Source.HasListeners() || !choice.Keeps(trial.Number, measured.WallSeconds, usual, failed))
            return null;
        if (SweepSpans.Begin(TelemetryNames.TrialRun, measured.StartedAt) is not { } run)
            return null;
        SweepSpans.Describe(run, sweep, space, trial, measured.Attempt, new AttemptLinks(submit, leased.LeaseTrace, leased.EarlierTrace));
        SweepSpans.SetEnd(run, measured.State, measured.Error);
        SweepSpans.Train(
            run.Context, measured.StartedAt, measured.FinishedAt, measured.Slot, measured.TrainSeconds, measured.Result?.TrainedIterations,
            measured.Result?.FinalLoss);
        return new TrialTrace(run);
    }

    /// <inheritdoc/>
    public void Ended(ActivityContext? commit, string? error)
    {
        if (commit is { } context)
            _run.AddLink(SweepSpans.LinkTo(TelemetryNames.Commit, context));
        if (error is not null)
            _run.SetStatus(ActivityStatusCode.Error, error);
        SweepSpans.End(_run);
    }
}
