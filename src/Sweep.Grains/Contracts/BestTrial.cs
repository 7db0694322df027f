namespace Sweep.Grains.Contracts;

/// <summary>The trial that reached the target soonest; where none did, the one of the best value of the objective.</summary>
/// <param name="BestLoss">That value, negated where greater values are better: the smallest is the best.</param>
[GenerateSerializer, Immutable, Alias("sweep.best-trial")]
public sealed record BestTrial([property: Id(0)] long Number, [property: Id(1)] int? ReachedAt, [property: Id(2)] double BestLoss)
{
    /// <summary>The better of two, the earlier number where they tie.</summary>
    public static BestTrial? Better(BestTrial? one, BestTrial? other)
    {
        if (one is null || other is null)
            return one ?? other;
        var order = (one.ReachedAt ?? int.MaxValue).CompareTo(other.ReachedAt ?? int.MaxValue);
        if (order == 0)
            order = one.BestLoss.CompareTo(other.BestLoss);
        if (order == 0)
            order = one.Number.CompareTo(other.Number);
        return order <= 0 ? one : other;
    }
}
