
namespace Sweep.Grains.Contracts;

/// <summary>One silo, asked about itself. The key is its address; the call must carry the address as placement hint.</summary>
[GrainInterfaceType("silo"), Alias("sweep.ISiloGrain")]
public interface ISiloGrain : IGrainWithStringKey
{
    /// <summary>Null where the grain was placed on another silo than its own, as after that one left.</summary>
    [Alias("report")]
    Task<SiloReport?> ReportAsync();
}
