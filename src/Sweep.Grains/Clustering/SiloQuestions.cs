using Orleans.Runtime.Placement;
using Sweep.Grains.Contracts;

namespace Sweep.Grains.Clustering;

/// <summary>What clients and silos ask one silo.</summary>
public static class SiloQuestions
{
    private static readonly TimeSpan ReportLimit = TimeSpan.FromSeconds(3);

    /// <summary>Asks one silo about itself; null where it does not answer, or has left.</summary>
    public static async Task<SiloReport?> ReportAsync(this IGrainFactory grains, SiloAddress silo, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(grains);
        ArgumentNullException.ThrowIfNull(silo);
        try
        {
            RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
            return await grains.GetGrain<ISiloGrain>(silo.ToParsableString()).ReportAsync().WaitAsync(ReportLimit, cancellation);
        }
        catch (Exception gone) when (gone.IsNoAnswer(cancellation))
        {
            return null;
        }
        finally
        {
            RequestContext.Clear();
        }
    }
}
