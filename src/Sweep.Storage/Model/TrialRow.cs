using Sweep.Core.Patterns;
using Sweep.Core.Trials;

namespace Sweep.Storage.Model;

/// <summary>A row of <c>trials</c>: a trial that completed, was pruned or failed.</summary>
public sealed class TrialRow
{
    public Guid SweepId { get; set; }

    public long Number { get; set; }

    /// <summary>The point as a JSON object; the columns from pattern to hidden are its projections.</summary>
    public required string Parameters { get; set; }

    public Pattern? Pattern { get; set; }

    public double? LearningRate { get; set; }

    public int? Iterations { get; set; }

    public int? Samples { get; set; }

    public int? Hidden { get; set; }

    public long Replicate { get; set; }

    public long DataSeed { get; set; }

    public long InitSeed { get; set; }

    public required string ContentKey { get; set; }

    public TrialState State { get; set; }

    public int Attempt { get; set; }

    public required string Silo { get; set; }

    public int Slot { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset FinishedAt { get; set; }

    public double TrainSeconds { get; set; }

    public int TrainedIterations { get; set; }

    public double? FinalLoss { get; set; }

    public double? FinalAccuracy { get; set; }

    public double? BestLoss { get; set; }

    public int? ReachedAt { get; set; }

    public int? ConvergedAt { get; set; }

    public string? Error { get; set; }

    public string? TraceId { get; set; }

    internal TrialRecord ToRecord() => new(
        SweepId,
        new TrialDefinition(
            Number,
            new TrialPoint(Pattern!.Value, LearningRate!.Value, Iterations!.Value, Samples!.Value, Hidden!.Value),
            (uint)Replicate,
            (uint)DataSeed,
            (uint)InitSeed),
        ContentKey, State, Attempt, Silo, Slot, StartedAt, FinishedAt, TrainSeconds, TrainedIterations, FinalLoss, FinalAccuracy, BestLoss,
        ReachedAt, ConvergedAt, Error, TraceId);
}
