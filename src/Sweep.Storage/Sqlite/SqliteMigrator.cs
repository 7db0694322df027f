using Microsoft.EntityFrameworkCore;
using Sweep.Storage.Faults;
using Sweep.Storage.Opening;
using Sweep.Storage.Schema;

namespace Sweep.Storage.Sqlite;

/// <summary>
/// Brings a file to the present schema, whole or not at all. EF Core guards its migrations on SQLite by a row in a table, which
/// outlives a process that is killed and then blocks every later one for ever. Here SQLite's own write lock is the guard: all
/// migrations are one immediate transaction, of which a killed process leaves no trace, and in a caller's transaction EF Core
/// neither writes that row nor waits for one that another program left.
/// </summary>
internal static class SqliteMigrator
{
    private const string LockTable = "__EFMigrationsLock";
    private const string HistoryTable = "__EFMigrationsHistory";

    /// <param name="session">May create the file.</param>
    /// <param name="path">For messages.</param>
    /// <param name="cancellation">Ends it without a trace.</param>
    public static async Task MigrateAsync(SqliteSession session, string path, CancellationToken cancellation)
    {
        await using var context = session.CreateContext();
        if (IsCurrent(session, path))
            return;
        await SetWriteAheadLogAsync(session, cancellation);
        await using var transaction = session.Connection.BeginTransaction(deferred: false);
        if (!IsCurrent(session, path))
        {
            await context.Database.UseTransactionAsync(transaction, cancellation);
            await context.Database.MigrateAsync(cancellation);
        }

        transaction.Commit();
    }

    /// <summary>How a schema stands whose file is not there yet.</summary>
    public static SchemaStanding OfNoFile => new(SchemaKind.Missing, null);

    /// <summary>How the file's schema stands to this program's.</summary>
    public static SchemaStanding ReadSchema(SqliteSession session)
    {
        using var context = session.CreateContext();
        return SchemaStanding.Of(context.Database.GetMigrations(), HasTable(session, HistoryTable) ? ReadApplied(session) : null);
    }

    private static bool IsCurrent(SqliteSession session, string path)
    {
        var standing = ReadSchema(session);
        SchemaGuard.RefuseUnknown(standing, path);
        if (!HasTable(session, HistoryTable)
            && Convert.ToInt64(session.ReadScalar("SELECT count(*) FROM sqlite_master WHERE type = 'table'"), null) > 0
            && !HasTable(session, LockTable))
        {
            throw StoreException.Refusal(
                $"{path}: is a SQLite database of another program, whose tables Sweep leaves alone: name a file that does not exist yet");
        }

        return standing.Kind == SchemaKind.Current && IsWriteAhead(session);
    }

    private static List<string> ReadApplied(SqliteSession session)
    {
        using var command = session.Connection.CreateCommand();
        command.CommandText = $"SELECT \"MigrationId\" FROM \"{HistoryTable}\"";
        using var reader = command.ExecuteReader();
        var applied = new List<string>();
        while (reader.Read())
            applied.Add(reader.GetString(0));
        return applied;
    }

    private static bool HasTable(SqliteSession session, string table) =>
        session.ReadScalar($"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '{table}'") is not null;

    private static bool IsWriteAhead(SqliteSession session) => "wal".Equals(session.ReadScalar("PRAGMA journal_mode"));

    private static async Task SetWriteAheadLogAsync(SqliteSession session, CancellationToken cancellation)
    {
        // Two processes at their first start: the change of mode does not wait for a lock, so it is asked for again.
        const int Tries = 200;
        for (var attempt = 1; !IsWriteAhead(session); attempt++)
        {
            try
            {
                session.ReadScalar("PRAGMA journal_mode = WAL");
            }
            catch (Microsoft.Data.Sqlite.SqliteException error) when (SqliteErrors.IsTransient(error) && attempt < Tries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(25), cancellation);
            }
        }
    }
}
