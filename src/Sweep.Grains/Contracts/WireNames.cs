using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization.Configuration;
using Sweep.Storage.Faults;

namespace Sweep.Grains.Contracts;

/// <summary>What types of other projects are called between silos, where no attribute can say it; every silo and client must be told.</summary>
public static class WireNames
{
    public static IServiceCollection AddWireNames(this IServiceCollection services) =>
        services.Configure<TypeManifestOptions>(types => types.WellKnownTypeAliases["sweep.store-exception"] = typeof(StoreException));
}
