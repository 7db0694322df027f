using Sweep.Core.Training;
using Sweep.Grains.Storage;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Writing;

/// <summary>A finished trial on its way to the store.</summary>
/// <param name="Need">Memory that was taken for it, and is given back once it is stored.</param>
/// <param name="Trace">Ends with the commit; null where there is none.</param>
internal readonly record struct WaitingTrial(Guid LeaseId, FinishedTrial Trial, MemoryNeed Need, TrialTrace? Trace)
{
    private const long PointBytes = 16;
    private const long RowBytes = 256;

    /// <summary>Bytes that it takes in the queue, about: its points, and a little for the row itself.</summary>
    public long Weight => (Trial.Result?.Curve.Count ?? 0) * PointBytes + RowBytes;
}
