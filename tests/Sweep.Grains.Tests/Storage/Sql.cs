using System.Globalization;
using Npgsql;

namespace Sweep.Grains.Tests.Storage;

/// <summary>SQL to a PostgreSQL database behind the store's back, on a connection of its own.</summary>
internal static class Sql
{
    public static async Task<NpgsqlConnection> OpenAsync(string database, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection($"{database};Pooling=false;Application Name=test");
        await connection.OpenAsync(cancellation);
        return connection;
    }

    public static async Task<List<object?[]>> QueryAsync(string database, string sql, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(database, cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(cancellation))
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(k => reader.IsDBNull(k) ? null : reader.GetValue(k))]);
        return rows;
    }

    /// <summary>The first value of the first row; null where there is none.</summary>
    public static async Task<object?> ScalarAsync(string database, string sql, CancellationToken cancellation) =>
        await QueryAsync(database, sql, cancellation) is [[var value, ..], ..] ? value : null;

    /// <summary>A count.</summary>
    public static async Task<long> CountAsync(string database, string sql, CancellationToken cancellation) =>
        Convert.ToInt64(await ScalarAsync(database, sql, cancellation), CultureInfo.InvariantCulture);
}
