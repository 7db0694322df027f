using Sweep.Core.Scheduling;
using Sweep.Storage;

namespace Sweep.Grains.Writing;

/// <summary>A finished trial on its way to the store.</summary>
/// <param name="Need">Memory that was taken for it, and is given back once it is stored.</param>
/// <param name="End">Told how it ended; null where nobody wants to know.</param>
internal readonly record struct WaitingTrial(Guid LeaseId, FinishedTrial Trial, MemoryNeed Need, ITrialEnd? End)
{
    private const long PointBytes = 16;
    private const long RowBytes = 256;

    /// <summary>Bytes that it takes in the queue, about: its points, and a little for the row itself.</summary>
    public long Weight => (Trial.Curve?.Count ?? 0) * PointBytes + RowBytes;
}
