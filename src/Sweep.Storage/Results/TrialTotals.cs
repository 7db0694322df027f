namespace Sweep.Storage.Results;

/// <summary>Sums over the rows of a sweep.</summary>
/// <param name="TrainSeconds">Thread CPU seconds in training, of those that were trained.</param>
/// <param name="TrainedIterations">Iterations of those that were trained.</param>
/// <param name="LastFinishedAt">Latest finished_at; null without rows.</param>
/// <param name="BeyondPlan">Rows of numbers that the sweep does not have, which no silo of ours writes; in no other sum.</param>
/// <param name="Prefix">Rows that came about on the way of a longer trial.</param>
/// <param name="Reused">Rows that were copied from other sweeps.</param>
public sealed record TrialTotals(
    long Completed, long Pruned, long Failed, double TrainSeconds, long TrainedIterations, DateTimeOffset? LastFinishedAt, long BeyondPlan = 0,
    long Prefix = 0, long Reused = 0)
{
    public static TrialTotals None { get; } = new(0, 0, 0, 0, 0, null);

    public long Rows => Completed + Pruned + Failed;
}
