using Sweep.Core.Scheduling;
using Sweep.Core.Trainers;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Writing;

/// <summary>A finished trial on its way to the store.</summary>
/// <param name="Need">Memory that was taken for it, and is given back once it is stored.</param>
/// <param name="End">Told how it ended; null where nobody wants to know.</param>
/// <param name="IsAwaited">True where others cannot begin before it is stored: it does not wait for company.</param>
internal readonly record struct WaitingTrial(Guid LeaseId, FinishedTrial Trial, MemoryNeed Need, ITrialEnd? End, bool IsAwaited = false)
{
    private const long PointBytes = 16;
    private const long RowBytes = 256;

    /// <summary>Bytes that it takes in the queue, about: its points, and a little for the row itself.</summary>
    public long Weight { get; } = ((Trial.Curve?.Count ?? 0) + PointsOf(Trial.Metrics)) * PointBytes + RowBytes;

    private static long PointsOf(IReadOnlyList<MetricCurve> metrics) => metrics.Count == 0 ? 0 : metrics.Sum(metric => (long)metric.Count);
}
