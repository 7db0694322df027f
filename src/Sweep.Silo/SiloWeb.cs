using Npgsql;
using Sweep.Grains.Clustering;
using Sweep.Grains.Trainers;
using Sweep.Service;
using Sweep.Service.Silos;
using Sweep.Service.Views;
using Sweep.Service.Watching;
using Sweep.Storage;
using Sweep.Web;
using Sweep.Web.Keys;

namespace Sweep.Silo;

/// <summary>The API and the dashboard of a silo: what they show is asked of its store and of the cluster that it is one of.</summary>
internal static class SiloWeb
{
    public static WebSettings Settings(SiloSettings settings, ISweepStore store, NpgsqlDataSource? membership)
    {
        var time = TimeProvider.System;
        return new WebSettings
        {
            Sweeps = services => new SweepService(
                store,
                time,
                new GrainSource(services.GetRequiredService<IGrainFactory>()),
                cancellation => SilosAsync(services, settings, store, membership, cancellation),
                NamedTrainer.KnownOf(settings.Trainers.Named)),
            Results = _ => new ResultService(store, time),
            Claims = services => new ClaimService(store, time, services.GetRequiredService<IGrainFactory>()),
            DataSets = _ => new DataSetService(store),
            Keys = _ => store,
            Traces = settings.Web.Traces,
            Retention = settings.Retention is { } retention ? new SweepRetention(store, retention, time) : null,
            Silos = (services, cancellation) => SilosAsync(services, settings, store, membership, cancellation),
            Access = new AccessSettings { AllowedHosts = settings.Web.AllowedHosts, AsksOnLoopback = settings.Web.RequiresKey },
        };
    }

    private static async Task<IReadOnlyList<SiloView>> SilosAsync(
        IServiceProvider services, SiloSettings settings, ISweepStore store, NpgsqlDataSource? membership, CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (membership is null)
            return [SiloReports.Own(services, now)];
        var silos = await ClusterMembership.ReadAsync(membership, store.Description, settings.Cluster.ClusterId, cancellation);
        return await SiloReports.ReadAsync(services.GetRequiredService<IGrainFactory>(), silos.Where(silo => silo.SeemsAlive(now)), now, cancellation);
    }
}
