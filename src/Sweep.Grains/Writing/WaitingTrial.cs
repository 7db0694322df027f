using Sweep.Grains.Storage;

namespace Sweep.Grains.Writing;

/// <summary>A finished trial on its way to the store.</summary>
internal readonly record struct WaitingTrial(Guid LeaseId, FinishedTrial Trial)
{
    /// <summary>What it weighs in the queue: its points, and a little for the row itself.</summary>
    public long Weight => (Trial.Result?.Curve.Count ?? 0) + 16;
}
