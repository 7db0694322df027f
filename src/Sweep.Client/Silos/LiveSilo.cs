using Sweep.Grains.Clustering;
using Sweep.Grains.Contracts;

namespace Sweep.Client.Silos;

/// <summary>A silo as the table has it and, where it answers, as it tells of itself.</summary>
internal sealed record LiveSilo(SiloEntry Entry, SiloReport? Report)
{
    /// <summary>Asks all silos at once that seem alive.</summary>
    public static async Task<IReadOnlyList<LiveSilo>> AskAsync(
        ClusterClient client, IEnumerable<SiloEntry> silos, DateTimeOffset now, CancellationToken cancellation) =>
        await Task.WhenAll(silos.Select(async silo => new LiveSilo(silo, silo.SeemsAlive(now) ? await client.ReportAsync(silo.Address, cancellation) : null)));
}
