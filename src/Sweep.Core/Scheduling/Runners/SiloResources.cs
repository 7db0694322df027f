using Sweep.Core.Curves;

namespace Sweep.Core.Scheduling.Runners;

/// <summary>What the sweeps that a silo works on share there.</summary>
/// <param name="Slots">Its slots.</param>
/// <param name="Memory">Its memory for trials.</param>
/// <param name="Trouble">Whether trials can be started.</param>
/// <param name="Leases">What it still answers for.</param>
/// <param name="Cluster">How many others work on its sweeps.</param>
/// <param name="Curves">How its store takes curves.</param>
/// <param name="FirstSecondsPerCost">See <see cref="SiloPace"/>.</param>
/// <param name="OwnerPatience">How long it works on without an answer of a sweep's owner, which may be on its way from a dead silo to another.</param>
/// <param name="Time">The clock.</param>
public sealed record SiloResources(
    SlotShare Slots,
    MemoryBudget Memory,
    StartTrouble Trouble,
    LeaseTracker Leases,
    ClusterSize Cluster,
    CurveEncoding Curves,
    double FirstSecondsPerCost,
    TimeSpan OwnerPatience,
    TimeProvider Time);
