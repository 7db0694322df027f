using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Sweep.Storage.Databases;

namespace Sweep.Testing.Hosting;

/// <summary>Plain SQL against either kind of database, behind the store's back.</summary>
public static class SqlRows
{
    private const int MostDeadlocks = 20;

    /// <summary>
    /// The rows that a statement gives; none where it only changes something. Where PostgreSQL ends a deadlock by undoing the statement, it is tried again.
    /// </summary>
    public static async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ReadAsync(string database, string sql, CancellationToken cancellation)
    {
        for (var deadlocks = 0; ; deadlocks++)
        {
            try
            {
                return await TryReadAsync(database, sql, cancellation);
            }
            catch (PostgresException deadlock) when (deadlock.SqlState == PostgresErrorCodes.DeadlockDetected && deadlocks < MostDeadlocks)
            {
            }
        }
    }

    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> TryReadAsync(string database, string sql, CancellationToken cancellation)
    {
        await using var connection = Connection(database);
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<IReadOnlyDictionary<string, object?>>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(
                reader.GetName, column => reader.IsDBNull(column) ? null : reader.GetValue(column), StringComparer.Ordinal));
        }

        return rows;
    }

    private static DbConnection Connection(string database)
    {
        var choice = DatabaseChoice.Parse(database);
        return choice.Connection is { } connection
            ? new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString)
            : new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = choice.Path, Pooling = false }.ConnectionString);
    }
}
