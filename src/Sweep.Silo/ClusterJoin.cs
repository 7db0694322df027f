using System.Net;
using System.Net.Sockets;
using Npgsql;
using Orleans.Configuration;
using Sweep.Grains.Clustering;
using Sweep.Grains.Clustering.Security;
using Sweep.Storage.Faults;

namespace Sweep.Silo;

/// <summary>How a silo becomes one of its cluster.</summary>
internal static class ClusterJoin
{
    private static readonly TimeSpan TimeBeforeDoubt = TimeSpan.FromSeconds(1);

    /// <summary>On PostgreSQL a silo is one of a cluster; on SQLite, a file of this machine, it is one by itself.</summary>
    public static void Configure(ISiloBuilder orleans, SiloSettings settings, NpgsqlDataSource? membership, TimeSpan patience)
    {
        if (settings.Tls is { } tls)
            orleans.UseSweepTls(tls);
        if (membership is null)
        {
            orleans.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort, new IPEndPoint(IPAddress.Loopback, settings.SiloPort));
            return;
        }

        orleans.UseSweepCluster(membership, settings.Cluster, patience);
        var at = settings.Endpoints;
        if (at.Advertised is { } address)
            orleans.ConfigureEndpoints(address, settings.SiloPort, settings.GatewayPort);
        else
            orleans.ConfigureEndpoints(settings.SiloPort, settings.GatewayPort, AddressFamily.InterNetwork);
        orleans.Configure<EndpointOptions>(o =>
            (o.SiloListeningEndpoint, o.GatewayListeningEndpoint) =
                (new IPEndPoint(at.Listening, settings.SiloPort), new IPEndPoint(at.Listening, settings.GatewayPort)));
    }

    /// <summary>Starts the server, and with it the silo.</summary>
    /// <exception cref="ClusterRefusedException">The silos of its cluster do not take it for one of theirs.</exception>
    public static Task StartAsync(WebApplication app, SiloSettings settings, NpgsqlDataSource? membership, CancellationToken cancellation)
    {
        if (membership is null)
            return app.StartAsync(cancellation);
        if (settings.Tls is null && settings.Endpoints is { IsExposed: true } exposed)
            app.Logger.ClusterExposed(exposed.Listening, settings.SiloPort, settings.GatewayPort);
        return TlsDiagnosis.StartAsync(app.StartAsync, token => FindRefusalAsync(membership, settings, token), TimeBeforeDoubt, cancellation);
    }

    /// <summary>A silo joins only once all others have answered it, and tries for minutes.</summary>
    private static async Task<string?> FindRefusalAsync(NpgsqlDataSource membership, SiloSettings settings, CancellationToken cancellation)
    {
        try
        {
            var now = TimeProvider.System.GetUtcNow();
            var silos = await ClusterMembership.ReadAsync(membership, "the cluster's database", settings.Cluster.ClusterId, cancellation);
            return await TlsDiagnosis.FindRefusalAsync(
                [.. silos.Where(silo => silo.SeemsAlive(now)).Select(silo => silo.Address.Endpoint)], settings.Tls, static key => key, cancellation);
        }
        catch (StoreException)
        {
            // It is asked again.
            return null;
        }
    }
}
