using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using Sweep.Storage.Faults;
using Sweep.Storage.Opening;
using Sweep.Storage.Schema;

namespace Sweep.Storage.Postgres;

/// <summary>
/// Brings a database to the present schema, whole or not at all: all pending migrations are one transaction under an advisory lock,
/// so that one process migrates while the others wait, and a process that is killed leaves nothing behind.
/// </summary>
internal static class PostgresMigrator
{
    private const int OldestServer = 14;

    /// <summary>"sweep" in ASCII; other programs on the database have other locks.</summary>
    internal const long Lock = 0x7377656570;

    private const string HistoryTable = PostgresDatabase.HistoryTable;

    /// <param name="connection">An open connection that nobody else uses.</param>
    /// <param name="place">For messages.</param>
    /// <param name="patience">How long to wait for another process that migrates.</param>
    /// <param name="cancellation">Ends it without a trace.</param>
    public static async Task MigrateAsync(NpgsqlConnection connection, string place, TimeSpan patience, CancellationToken cancellation)
    {
        if (connection.PostgreSqlVersion.Major < OldestServer)
        {
            throw StoreException.Refusal(
                $"{place}: the server is PostgreSQL {connection.PostgreSqlVersion.Major}, Sweep needs {OldestServer} or newer: upgrade it or name another");
        }

        await using var context = new PostgresSweepContext(PostgresDatabase.OptionsFor(connection));
        var standing = await ReadSchemaAsync(connection, place, cancellation);
        SchemaGuard.RefuseUnknown(standing, place);
        if (standing.Kind == SchemaKind.Current)
            return;
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await LockAsync(connection, place, patience, cancellation);
        standing = await ReadSchemaAsync(connection, place, cancellation);
        SchemaGuard.RefuseUnknown(standing, place);
        if (standing.Kind == SchemaKind.Missing)
            await RefuseTablesOfOthersAsync(connection, place, cancellation);
        if (standing.Kind == SchemaKind.Current)
            return;
        await context.Database.UseTransactionAsync(transaction, cancellation);
        context.Database.SetCommandTimeout(TimeSpan.Zero);

        // EF Core looks for the table by reading it, and an error inside a transaction would be the end of that.
        await context.Database.ExecuteSqlRawAsync(context.GetService<IHistoryRepository>().GetCreateIfNotExistsScript(), cancellation);
        await context.GetService<IMigrator>().MigrateAsync(null, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>How the database's schema stands to this program's.</summary>
    /// <exception cref="StoreException">The session looks for tables elsewhere than the connection string says.</exception>
    public static async Task<SchemaStanding> ReadSchemaAsync(NpgsqlConnection connection, string place, CancellationToken cancellation)
    {
        await RequireSearchPathAsync(connection, place, cancellation);
        await using var context = new PostgresSweepContext(PostgresDatabase.OptionsFor(connection));
        return SchemaStanding.Of(context.Database.GetMigrations(), await ReadAppliedAsync(connection, cancellation));
    }

    /// <summary>A pooler may be told to swallow settings of the session (PgBouncer's ignore_startup_parameters): the tables would be made elsewhere.</summary>
    private static async Task RequireSearchPathAsync(NpgsqlConnection connection, string place, CancellationToken cancellation)
    {
        if (new NpgsqlConnectionStringBuilder(connection.ConnectionString).SearchPath is not { Length: > 0 } wanted)
            return;
        await using var ask = new NpgsqlCommand("SELECT current_setting('search_path')", connection);
        if (await ask.ExecuteScalarAsync(cancellation) is string actual && actual != wanted)
        {
            throw StoreException.Refusal(
                $"{place}: Search Path={wanted} has no effect, the session has {actual}: set it for the role (ALTER ROLE … SET search_path = {wanted}), "
                + "since the pooler in between drops it, and leave it out here");
        }
    }

    private static async Task<IReadOnlyCollection<string>?> ReadAppliedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        // Not to_regclass: inside a transaction that has waited for another's migration, it answers from before.
        await using var find = new NpgsqlCommand(
            $"SELECT EXISTS (SELECT 1 FROM pg_class WHERE relname = '{HistoryTable}' AND relkind = 'r' AND pg_table_is_visible(oid))", connection);
        if (await find.ExecuteScalarAsync(cancellation) is not true)
            return null;
        await using var read = new NpgsqlCommand($"SELECT \"MigrationId\" FROM {HistoryTable}", connection);
        await using var reader = await read.ExecuteReaderAsync(cancellation);
        var applied = new List<string>();
        while (await reader.ReadAsync(cancellation))
            applied.Add(reader.GetString(0));
        return applied;
    }

    private static async Task LockAsync(NpgsqlConnection connection, string place, TimeSpan patience, CancellationToken cancellation)
    {
        var limit = ((long)patience.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        await using var batch = new NpgsqlBatch(connection)
        {
            Timeout = 0,
            BatchCommands =
            {
                new NpgsqlBatchCommand($"SET LOCAL lock_timeout = {limit}"),
                new NpgsqlBatchCommand($"SELECT pg_advisory_xact_lock({Lock})"),
                new NpgsqlBatchCommand(PostgresDatabase.Settings),
            },
        };
        try
        {
            await batch.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new StoreException(
                $"{place}: another process has been migrating it for over {patience.TotalSeconds:0} s: wait for it, or end it "
                + "(SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted), and try again",
                false,
                error);
        }
    }

    private static async Task RefuseTablesOfOthersAsync(NpgsqlConnection connection, string place, CancellationToken cancellation)
    {
        await using var context = new PostgresSweepContext(PostgresDatabase.OptionsFor(connection));
        var names = context.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).ToArray();
        await using var command = new NpgsqlCommand(
            "SELECT relname::text FROM pg_class WHERE relname = ANY ($1) AND relkind IN ('r', 'v', 'p', 'm', 'f') AND pg_table_is_visible(oid) ORDER BY 1 LIMIT 1", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = names });
        if (await command.ExecuteScalarAsync(cancellation) is string taken)
        {
            throw StoreException.Refusal(
                $"{place}: has a table {taken} of another program, which Sweep leaves alone: name another database, or a schema of its own "
                + "(Search Path=… in the connection string)");
        }
    }
}
