using System.Net;
using Npgsql;
using Sweep.Storage.Postgres;

namespace Sweep.Grains.Clustering;

/// <summary>Reads the membership table for people, without joining.</summary>
public static class ClusterMembership
{
    private const string Read =
        """
        SELECT silo_name, address, port, generation, proxy_port, status, start_time, i_am_alive_time
        FROM orleans_silos
        WHERE cluster_id = $1
        ORDER BY start_time, address, port
        """;

    /// <summary>The silos of a cluster, dead ones too until their rows go; none where no silo was ever started.</summary>
    /// <exception cref="Storage.Faults.StoreException">The database refused.</exception>
    public static async Task<IReadOnlyList<SiloEntry>> ReadAsync(NpgsqlDataSource source, string place, string clusterId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            await using var command = source.CreateCommand(Read);
            command.Parameters.Add(new NpgsqlParameter { Value = clusterId });
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var silos = new List<SiloEntry>();
            while (await reader.ReadAsync(cancellation))
            {
                silos.Add(new SiloEntry(
                    reader.GetString(0),
                    SiloAddress.New(IPAddress.Parse(reader.GetString(1)), reader.GetInt32(2), reader.GetInt32(3)),
                    reader.GetInt32(4),
                    (SiloStatus)reader.GetInt32(5),
                    reader.GetFieldValue<DateTimeOffset>(6),
                    reader.GetFieldValue<DateTimeOffset>(7)));
            }

            return silos;
        }
        catch (Exception error) when (error is not OperationCanceledException && PostgresErrors.IsOfDatabase(error))
        {
            throw await LockHolder.NameAsync(source, error, PostgresErrors.Translate(place, "reading the cluster's membership", error));
        }
    }
}
