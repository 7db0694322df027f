using Sweep.Grains.Storage;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Writing;

/// <summary>A finished trial on its way to the store.</summary>
/// <param name="Trace">Ends with the commit; null where there is none.</param>
internal readonly record struct WaitingTrial(Guid LeaseId, FinishedTrial Trial, TrialTrace? Trace)
{
    /// <summary>What it weighs in the queue: its points, and a little for the row itself.</summary>
    public long Weight => (Trial.Result?.Curve.Count ?? 0) + 16;
}
