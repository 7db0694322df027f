using System.Diagnostics.CodeAnalysis;
using Orleans.GrainDirectory;
using Orleans.Runtime.GrainDirectory;

namespace Sweep.Grains.Trials;

/// <summary>
/// Where this silo's trial grains are: here. Only the silo that holds a trial's lease calls its grain, so no other needs to know; told to
/// the cluster, every trial would cost two calls to another silo, and looked for in Orleans' placement, a third of the way to its grain.
/// Should a trial run on two silos, it costs time and changes nothing.
/// </summary>
/// <remarks>Orleans asks the cache first, and asks this one only for grains that name a directory of their own.</remarks>
internal sealed class TrialDirectory(SiloAddress here) : IGrainDirectory, IGrainDirectoryCache
{
    /// <summary>Its name, for <see cref="GrainDirectoryAttribute"/>.</summary>
    public const string Name = "trials";

    public IEnumerable<(GrainAddress ActivationAddress, int Version)> KeyValues => [];

    public Task<GrainAddress?> Register(GrainAddress address) => Task.FromResult<GrainAddress?>(address);

    public Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress) => Task.FromResult<GrainAddress?>(address);

    public Task<GrainAddress?> Lookup(GrainId grainId) => Task.FromResult<GrainAddress?>(PlaceOf(grainId));

    public Task Unregister(GrainAddress address) => Task.CompletedTask;

    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => Task.CompletedTask;

    public bool LookUp(GrainId key, [NotNullWhen(true)] out GrainAddress? result, out int version)
    {
        result = PlaceOf(key);
        version = 0;
        return true;
    }

    public void AddOrUpdate(GrainAddress value, int version)
    {
    }

    public bool Remove(GrainId key) => false;

    public bool Remove(GrainAddress key) => false;

    public void Clear()
    {
    }

    private GrainAddress PlaceOf(GrainId grain) => new() { GrainId = grain, SiloAddress = here };
}
