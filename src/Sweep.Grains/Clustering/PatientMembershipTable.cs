using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Orleans.Runtime.MembershipService;
using Sweep.Grains.Telemetry;
using Sweep.Storage;
using Sweep.Storage.Faults;
using Sweep.Storage.Postgres;

namespace Sweep.Grains.Clustering;

/// <summary>
/// The provider's membership table, opened again where the database is away. Orleans tries every later question of membership again by
/// itself, but ends a silo whose first one fails.
/// </summary>
/// <param name="limit">How long to try.</param>
/// <param name="source">Where the table is.</param>
/// <param name="time">The clock.</param>
/// <param name="life">Whose end ends the waiting, as a start that is given up does.</param>
/// <param name="services">The provider's.</param>
/// <param name="cluster">Which cluster.</param>
/// <param name="options">The provider's.</param>
/// <param name="logger">Told that it waits.</param>
internal sealed class PatientMembershipTable(
    TimeSpan limit,
    NpgsqlDataSource source,
    TimeProvider time,
    IHostApplicationLifetime life,
    IServiceProvider services,
    IOptions<ClusterOptions> cluster,
    IOptions<AdoNetClusteringSiloOptions> options,
    ILogger<AdoNetClusteringTable> logger) : AdoNetClusteringTable(services, cluster, options, logger), IMembershipTable
{
    private readonly StorePatience _patience = new(time, limit, failure => logger.MembershipAway(failure, limit));

    /// <exception cref="StoreException">The database stayed away, or refused.</exception>
    async Task IMembershipTable.InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, life.ApplicationStopping);
        await _patience.AskAsync(token => OpenAsync(tryInitTableVersion, token), end.Token);
    }

    private async Task OpenAsync(bool tryInitTableVersion, CancellationToken cancellation)
    {
        try
        {
            await InitializeMembershipTableAsync(tryInitTableVersion, cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException && PostgresErrors.IsOfDatabase(error))
        {
            var place = DatabaseName.Of(new NpgsqlConnectionStringBuilder(source.ConnectionString)).ToString();
            throw PostgresErrors.Translate(place, "opening the cluster's membership", error);
        }
    }
}
