using Sweep.Core.Training;
using Sweep.Core.Trials;

namespace Sweep.Storage;

/// <summary>A trial to commit: its row, and its curve where it has a result.</summary>
public sealed record FinishedTrial : TrialRecord
{
    /// <summary>Null where the trial failed.</summary>
    public LossCurve? Curve { get; init; }

    /// <summary>The end of a trial that no silo is to try again.</summary>
    /// <param name="attempts">That there were.</param>
    /// <param name="error">Why.</param>
    public static FinishedTrial GivenUp(Guid sweep, TrialDefinition trial, int attempts, DateTimeOffset now, string error) => new()
    {
        SweepId = sweep,
        Trial = trial,
        ContentKey = Core.Trials.ContentKey.Of(trial, Numerics.Version),
        State = TrialState.Failed,
        Attempt = attempts,
        Silo = "none",
        StartedAt = now,
        FinishedAt = now,
        Error = error,
    };

    /// <summary>The same with what training gave.</summary>
    public FinishedTrial With(TrainingResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return this with
        {
            Curve = result.Curve,
            TrainedIterations = result.TrainedIterations,
            FinalLoss = result.FinalLoss,
            FinalAccuracy = result.FinalAccuracy,
            BestLoss = result.BestLoss,
            ReachedAt = result.ReachedAt,
            ConvergedAt = result.ConvergedAt,
        };
    }
}
