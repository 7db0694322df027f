using System.Collections.Concurrent;
using Orleans.GrainDirectory;

namespace Sweep.Grains.Trials;

/// <summary>
/// Where this silo's trial grains are. Only the silo that holds a trial's lease calls its grain, so no other needs to know; told to the
/// cluster, every trial would cost two calls to another silo. Should a trial run on two silos, it costs time and changes nothing.
/// </summary>
internal sealed class TrialDirectory : IGrainDirectory
{
    /// <summary>Its name, for <see cref="GrainDirectoryAttribute"/>.</summary>
    public const string Name = "trials";

    private readonly ConcurrentDictionary<GrainId, GrainAddress> _places = new();

    public Task<GrainAddress?> Register(GrainAddress address) => Task.FromResult<GrainAddress?>(_places.GetOrAdd(address.GrainId, address));

    public Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress)
    {
        var present = _places.AddOrUpdate(address.GrainId, address, (_, there) => previousAddress is not null && there.Matches(previousAddress) ? address : there);
        return Task.FromResult<GrainAddress?>(present);
    }

    public Task Unregister(GrainAddress address)
    {
        if (_places.TryGetValue(address.GrainId, out var there) && there.Matches(address))
            _places.TryRemove(KeyValuePair.Create(address.GrainId, there));
        return Task.CompletedTask;
    }

    public Task<GrainAddress?> Lookup(GrainId grainId) => Task.FromResult(_places.GetValueOrDefault(grainId));

    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => Task.CompletedTask;
}
