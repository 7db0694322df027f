using Npgsql;
using Sweep.Storage.Faults;

namespace Sweep.Storage.Postgres;

/// <summary>Lets a role read what Sweep keeps, now and after later migrations, and nothing else of the server.</summary>
internal static class PostgresReaders
{
    /// <summary>Names come back quoted where they need it, for statements that take no parameters.</summary>
    private const string Look =
        """
        SELECT quote_ident($1), EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $1),
               quote_ident(current_database()), quote_ident(n.nspname), quote_ident(o.rolname), pg_has_role(o.oid, 'USAGE'),
               (SELECT array_agg(quote_ident(r.relname) ORDER BY r.relname)
                FROM pg_class r WHERE r.relnamespace = t.relnamespace AND r.relowner = t.relowner AND r.relkind IN ('r', 'v', 'm', 'p')),
               CASE WHEN EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $1) THEN has_database_privilege($1, current_database(), 'CONNECT') END
        FROM pg_class t
        JOIN pg_namespace n ON n.oid = t.relnamespace
        JOIN pg_roles o ON o.oid = t.relowner
        WHERE t.oid = to_regclass('trials')
        """;

    /// <summary>Returns the tables and views that <paramref name="role"/> may read, which are those of the owner of <c>trials</c> in its schema.</summary>
    /// <exception cref="StoreException">There is no such role, or this one may not grant.</exception>
    public static async Task<IReadOnlyList<string>> AddAsync(
        NpgsqlConnection connection, string description, string role, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var (reader, database, schema, owner, tables, mayConnect) = await LookAsync(connection, description, role, cancellation);
        var statements = new List<string>
        {
            PostgresDatabase.Settings,
            $"GRANT USAGE ON SCHEMA {schema} TO {reader}",
            $"GRANT SELECT ON {string.Join(", ", tables.Select(table => $"{schema}.{table}"))} TO {reader}",
            $"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA {schema} GRANT SELECT ON TABLES TO {reader}",
        };
        if (!mayConnect)
            statements.Add($"GRANT CONNECT ON DATABASE {database} TO {reader}");
        foreach (var statement in statements)
        {
#pragma warning disable CA2100 // GRANT takes no parameters; every name was quoted by the server.
            await using var command = new NpgsqlCommand(statement, connection, transaction);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return tables;
    }

    private static async Task<(string Reader, string Database, string Schema, string Owner, string[] Tables, bool MayConnect)> LookAsync(
        NpgsqlConnection connection, string description, string role, CancellationToken cancellation)
    {
        await using var look = new NpgsqlCommand(Look, connection);
        look.Parameters.Add(new() { Value = role });
        await using var row = await look.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation))
            throw StoreException.Refusal($"{description}: has no tables of Sweep: run \"sweep db migrate\" on it");
        var reader = row.GetString(0);
        if (!row.GetBoolean(1))
        {
            throw StoreException.Refusal(
                $"{description}: there is no role \"{role}\": make it first, with createuser or CREATE ROLE {reader} LOGIN PASSWORD '…'");
        }

        var owner = row.GetString(4);
        return row.GetBoolean(5)
            ? (reader, row.GetString(2), row.GetString(3), owner, row.GetFieldValue<string[]>(6), row.GetBoolean(7))
            : throw StoreException.Refusal($"{description}: the tables are those of {owner}, and only it can let others read them: run this as {owner}");
    }
}
