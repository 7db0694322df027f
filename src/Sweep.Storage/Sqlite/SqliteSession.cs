using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Sweep.Storage.Sqlite;

/// <summary>One open connection with what hangs on it.</summary>
internal sealed class SqliteSession : IDisposable
{
    // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE of sqlite3.h, which the library has no name for.
    private const int NoCheckpointOnClose = 1006;

    private readonly DbContextOptions<SqliteSweepContext> _options;

    private SqliteSession(SqliteConnection connection, string path)
    {
        Connection = connection;
        _options = OptionsFor(connection);
        Files = new SqliteFiles(path, SQLitePCL.raw.sqlite3_db_filename(connection.Handle, "main").utf8_to_string());
    }

    public SqliteConnection Connection { get; }

    /// <summary>What it holds open.</summary>
    public SqliteFiles Files { get; }

    /// <summary>The prepared statements of committing, kept with the connection that prepared them.</summary>
    public SqliteCommitStatements? CommitStatements { get; set; }

    /// <summary>How it was opened to be read; null where it was opened to be written.</summary>
    public SqliteReading? Reading { get; private init; }

    public static SqliteSession Open(string path, bool create, bool readOnly)
    {
        var reading = readOnly ? SqliteReading.Of(path) : null;
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = reading?.Source ?? path,
            Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            ForeignKeys = true,
            Pooling = false,

            // The provider's own wait comes on top of SQLite's and sleeps long; one second makes it give up after SQLite's.
            DefaultTimeout = 1,
        }.ConnectionString);
        try
        {
            connection.Open();
            var session = new SqliteSession(connection, path) { Reading = reading };
            if (reading is { IndexInMemory: true })
                session.ReadLogAlone();
            connection.WaitForLocks();
            session.Execute("PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;");
            if (readOnly)
                session.Execute("PRAGMA query_only = ON;");
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public SqliteSweepContext CreateContext() => new(_options);

    public void Execute(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public object? ReadScalar(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>Brings what its log holds into the file, under whatever name that is now.</summary>
    public void Rescue()
    {
        try
        {
            Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException)
        {
            // Then it stays in the log.
        }
    }

    public void Dispose()
    {
        CommitStatements?.Dispose();
        Connection.Dispose();
    }

    /// <summary>Before anything is read; and the log is not to be brought into the file at the end.</summary>
    private void ReadLogAlone()
    {
        Execute("PRAGMA locking_mode = EXCLUSIVE;");
        SQLitePCL.raw.sqlite3_db_config(Connection.Handle, NoCheckpointOnClose, 1, out _);
    }

    private static DbContextOptions<SqliteSweepContext> OptionsFor(SqliteConnection connection) =>
        new DbContextOptionsBuilder<SqliteSweepContext>()
            .UseSqlite(connection)

            // Migrations run in this store's own transaction on purpose: see SqliteMigrator.
            .ConfigureWarnings(warnings => warnings.Ignore(Microsoft.EntityFrameworkCore.Diagnostics.RelationalEventId.MigrationsUserTransactionWarning))
            .Options;
}
