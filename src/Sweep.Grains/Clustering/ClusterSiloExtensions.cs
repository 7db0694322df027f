using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Configuration;

namespace Sweep.Grains.Clustering;

/// <summary>Makes a silo, or a client, a member of the cluster whose membership is in a PostgreSQL database.</summary>
public static class ClusterSiloExtensions
{
    // A client learns of new silos, and forgets dead ones, this often.
    private static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(5);

    /// <param name="silo">The silo.</param>
    /// <param name="source">From <see cref="ClusterDatabase"/>; stays the caller's.</param>
    /// <param name="cluster">Which cluster.</param>
    /// <param name="patience">How long a silo that starts waits for a database that is away.</param>
    public static ISiloBuilder UseSweepCluster(this ISiloBuilder silo, NpgsqlDataSource source, ClusterIdentity cluster, TimeSpan patience)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return silo
            .Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (cluster.ClusterId, cluster.ServiceId))
            .Configure<ClusterMembershipOptions>(LivenessSettings.Apply)
            .UseAdoNetClustering(o => (o.Invariant, o.DataSource) = (ClusterDatabase.Invariant, source))
            .ConfigureServices(services => services.AddSingleton<IMembershipTable>(
                provider => ActivatorUtilities.CreateInstance<PatientMembershipTable>(provider, patience, source, TimeProvider.System)));
    }

    /// <summary>Makes a client one of the cluster whose membership is in a PostgreSQL database.</summary>
    /// <param name="client">The client.</param>
    /// <param name="source">From <see cref="ClusterDatabase"/>; stays the caller's.</param>
    /// <param name="cluster">Which cluster.</param>
    public static IClientBuilder UseSweepCluster(this IClientBuilder client, NpgsqlDataSource source, ClusterIdentity cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return client
            .Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (cluster.ClusterId, cluster.ServiceId))
            .Configure<GatewayOptions>(o => o.GatewayListRefreshPeriod = GatewayRefresh)
            .UseAdoNetClustering(o => (o.Invariant, o.DataSource) = (ClusterDatabase.Invariant, source));
    }
}
