using Npgsql;
using Sweep.Storage.Faults;
using Sweep.Storage.Postgres;

namespace Sweep.Grains.Clustering;

/// <summary>Connections for membership, apart from the store's: liveness must not wait behind commits.</summary>
public static class ClusterDatabase
{
    /// <summary>What the provider calls Npgsql.</summary>
    public const string Invariant = "Npgsql";

    private const int MostConnections = 4;
    private const int SecondsToConnect = 5;
    private const int SecondsToAnswer = 5;

    /// <param name="connection">A connection string of Npgsql, the store's.</param>
    /// <exception cref="StoreException">The connection string is not understood.</exception>
    public static NpgsqlDataSource Open(string connection)
    {
        return PostgresConnection.Parse(connection).CreateSource("membership", parts =>
        {
            parts.MinPoolSize = 0;
            parts.MaxPoolSize = MostConnections;
            parts.Timeout = SecondsToConnect;
            parts.CommandTimeout = SecondsToAnswer;
        });
    }
}
