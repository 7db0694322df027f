namespace Sweep.Grains.Storage;

/// <summary>Sums over the rows of a sweep.</summary>
/// <param name="TrainSeconds">Thread CPU seconds in training.</param>
/// <param name="LastFinishedAt">Latest finished_at; null without rows.</param>
public sealed record TrialTotals(
    long Completed, long Pruned, long Failed, double TrainSeconds, long TrainedIterations, DateTimeOffset? LastFinishedAt)
{
    public long Rows => Completed + Pruned + Failed;
}
