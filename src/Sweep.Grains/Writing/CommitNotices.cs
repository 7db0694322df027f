using Sweep.Core.Trials;
using Sweep.Grains.Contracts;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Writing;

/// <summary>What a sweep's owner is told of trials that are in the store.</summary>
internal static class CommitNotices
{
    /// <param name="stored">Trials of one sweep.</param>
    /// <param name="ended">Leases that ended with them.</param>
    public static CommitNotice Of(IReadOnlyList<FinishedTrial> stored, IReadOnlyList<Guid> ended)
    {
        var trained = stored.Where(t => t.Origin == TrialOrigin.Trained).ToList();
        return new CommitNotice(
            [.. stored.Where(t => t.State != TrialState.Failed).Select(t => t.Trial.Number)],
            [.. stored.Where(t => t.State == TrialState.Failed).Select(t => t.Trial.Number)],
            [.. ended],
            trained.Sum(t => t.TrainSeconds),
            trained.Sum(t => (long)t.TrainedIterations),
            stored.Where(t => t.BestObjective is not null)
                .Select(t => new BestTrial(t.Trial.Number, t.ReachedAt, t.IsMaximized ? -t.BestObjective!.Value : t.BestObjective!.Value))
                .Aggregate((BestTrial?)null, BestTrial.Better),
            stored.Count(t => t.Origin == TrialOrigin.Prefix),
            stored.Count(t => t.State == TrialState.Pruned));
    }
}
