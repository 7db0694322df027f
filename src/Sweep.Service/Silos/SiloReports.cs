using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Grains.Clustering;
using Sweep.Grains.Compute;
using Sweep.Grains.Contracts;
using Sweep.Grains.Silos;
using Sweep.Grains.Telemetry;
using Sweep.Service.Views;

namespace Sweep.Service.Silos;

/// <summary>Asks silos about themselves.</summary>
public static class SiloReports
{
    private static readonly Lazy<DateTimeOffset> StartedAt = new(static () =>
    {
        using var process = Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime.ToUniversalTime());
    });

    /// <summary>All that seem alive are asked at once.</summary>
    /// <param name="grains">Of their cluster; null to ask none.</param>
    /// <param name="silos">As the membership table has them.</param>
    /// <param name="now">The present time.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<IReadOnlyList<SiloView>> ReadAsync(
        IGrainFactory? grains, IEnumerable<SiloEntry> silos, DateTimeOffset now, CancellationToken cancellation) =>
        await Task.WhenAll(silos.Select(async silo =>
            View(silo, grains is not null && silo.SeemsAlive(now) ? await grains.ReportAsync(silo.Address, cancellation) : null, now)));

    /// <summary>The silo in this process, which has no other beside it.</summary>
    /// <param name="services">Its own.</param>
    /// <param name="now">The present time.</param>
    public static SiloView Own(IServiceProvider services, DateTimeOffset now)
    {
        var at = services.GetRequiredService<ILocalSiloDetails>();
        var pool = services.GetRequiredService<ComputePool>();
        return new SiloView(
            services.GetRequiredService<SiloIdentity>().Name, at.SiloAddress.Endpoint.ToString(), at.GatewayAddress?.Endpoint.ToString() ?? "", "active",
            BuildVersion.Current, Numerics.Version, pool.Slots, pool.Busy, StartedAt.Value, now);
    }

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
