using Sweep.Core.Curves;
using Sweep.Core.Trainers;
using Sweep.Core.Trials;

namespace Sweep.Storage.Trials;

/// <summary>A trial to commit: its row, and its curves where it has a result.</summary>
public sealed record FinishedTrial : TrialRecord
{
    /// <summary>Null where the trial failed, or its trainer reports metrics at steps of its own.</summary>
    public LossCurve? Curve { get; init; }

    /// <summary>What its trainer reported beside <see cref="Curve"/>, at most one a metric.</summary>
    public IReadOnlyList<MetricCurve> Metrics { get; init; } = [];

    /// <summary>True where greater values of the objective are better. It is the sweep's, and not stored with the trial.</summary>
    public bool IsMaximized { get; init; }

    /// <summary>The end of a trial that no silo is to try again.</summary>
    /// <param name="attempts">That there were.</param>
    /// <param name="error">Why.</param>
    public static FinishedTrial GivenUp(Guid sweep, TrainerSpec trainer, TrialDefinition trial, int attempts, DateTimeOffset now, string error) => new()
    {
        SweepId = sweep,
        Trial = trial,
        ContentKey = Core.Specs.ContentKey.Of(trainer, trial),
        State = TrialState.Failed,
        Attempt = attempts,
        Silo = "none",
        StartedAt = now,
        FinishedAt = now,
        Error = error,
    };

    /// <summary>The same with what training gave.</summary>
    /// <exception cref="ArgumentException">It cannot be stored: see <see cref="TrialResult.Fault"/>.</exception>
    public FinishedTrial With(TrialResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Fault is { } fault)
            throw new ArgumentException(fault, nameof(result));
        return this with
        {
            Curve = result.Curve,

            // A curve has the loss and the accuracy: they are told once.
            Metrics = result.Curve is null ? result.Metrics : [.. result.Metrics.Where(metric => metric.Metric is not ("loss" or "accuracy"))],
            FinalObjective = result.FinalObjective,
            BestObjective = result.BestObjective,
            Diverged = result.Diverged,
            LogTail = result.LogTail,
            TrainedIterations = result.TrainedIterations,
            FinalLoss = result.FinalLoss,
            FinalAccuracy = result.FinalAccuracy,
            BestLoss = result.BestLoss,
            ReachedAt = result.ReachedAt,
            ConvergedAt = result.ConvergedAt,
        };
    }
}
