using Sweep.Grains.Clustering;
using Sweep.Grains.Contracts;
using Sweep.Service.Views;

namespace Sweep.Service.Silos;

/// <summary>Asks silos about themselves.</summary>
public static class SiloReports
{
    /// <summary>All that seem alive are asked at once.</summary>
    /// <param name="client">Null to ask none.</param>
    /// <param name="silos">As the membership table has them.</param>
    /// <param name="now">The present time.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<IReadOnlyList<SiloView>> ReadAsync(
        ClusterClient? client, IEnumerable<SiloEntry> silos, DateTimeOffset now, CancellationToken cancellation) =>
        await Task.WhenAll(silos.Select(async silo =>
            View(silo, client is not null && silo.SeemsAlive(now) ? await client.ReportAsync(silo.Address, cancellation) : null, now)));

    private static SiloView View(SiloEntry silo, SiloReport? report, DateTimeOffset now) => new(
        silo.Name,
        silo.Address.Endpoint.ToString(),
        silo.Gateway.ToString(),
        State(silo, now),
        report?.Version,
        report?.Numerics,
        report?.Slots,
        report?.Busy,
        silo.StartedAt,
        silo.AliveAt);

    private static string State(SiloEntry silo, DateTimeOffset now) => silo.Status switch
    {
        SiloStatus.Active => silo.SeemsAlive(now) ? "active" : "silent",
        SiloStatus.Created or SiloStatus.Joining => "joining",
        SiloStatus.ShuttingDown or SiloStatus.Stopping => "leaving",
        _ => "dead",
    };
}
