using Npgsql;

namespace Sweep.Testing.Databases;

/// <summary>Whether a server takes connections.</summary>
internal static class PostgresReadiness
{
    private const int ConnectSeconds = 5;

    /// <summary>False while it does not yet; a server that refuses this user for good throws.</summary>
    public static async Task<bool> TakesConnectionsAsync(string connectionString, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await ConnectAsync(connectionString, cancellation);
            return true;
        }
        catch (NpgsqlException failure) when (IsPassing(failure))
        {
            return false;
        }
    }

    /// <summary>A connection that no pool keeps.</summary>
    public static async Task<NpgsqlConnection> ConnectAsync(string connectionString, CancellationToken cancellation)
    {
        var text = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = ConnectSeconds }.ConnectionString;
        var connection = new NpgsqlConnection(text);
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // Class 57P: starting up, shutting down, crashed and recovering.
    public static bool IsPassing(NpgsqlException failure) => failure is not PostgresException { SqlState: var state }
        || state.StartsWith("57P", StringComparison.Ordinal)
        || state == PostgresErrorCodes.TooManyConnections;
}
