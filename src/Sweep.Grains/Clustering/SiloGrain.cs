using Orleans.Placement;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Grains.Compute;
using Sweep.Grains.Contracts;
using Sweep.Grains.Silos;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Clustering;

/// <inheritdoc cref="ISiloGrain"/>
[GrainType("silo"), RandomPlacement]
public sealed class SiloGrain(ComputePool pool, SiloIdentity silo, ILocalSiloDetails local) : Grain, ISiloGrain
{
    public Task<SiloReport?> ReportAsync()
    {
        var isHere = this.GetPrimaryKeyString() == local.SiloAddress.ToParsableString();
        if (!isHere)
            DeactivateOnIdle();
        return Task.FromResult(isHere ? new SiloReport(silo.Name, BuildVersion.Current, Numerics.Version, pool.Slots, pool.Busy) : null);
    }
}
