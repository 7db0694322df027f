using Microsoft.Data.Sqlite;
using SQLitePCL;
using Sweep.Storage.Faults;

namespace Sweep.Storage.Sqlite;

/// <summary>Says the database's errors in a way that names what was being done, where, and what helps.</summary>
internal static class SqliteErrors
{
    private const string LockedByAnother = "another program holds its lock, and nobody can write until that ends: try again; `fuser -v FILE` shows who has it open";

    private static readonly Dictionary<int, string> Remedies = new()
    {
        [raw.SQLITE_BUSY] = LockedByAnother,
        [raw.SQLITE_LOCKED] = LockedByAnother,
        [raw.SQLITE_PERM] = "allow this user to read and write the file and its folder",
        [raw.SQLITE_READONLY] = "allow this user to write the file and its folder",
        [raw.SQLITE_CANTOPEN] = "check that the file exists and that this user may read and write it and its folder",
        [raw.SQLITE_FULL] = "free space on its disk, then resume",
        [raw.SQLITE_CORRUPT] = "restore a copy of the file, or start with a new one",
        [raw.SQLITE_NOTADB] = "name a SQLite file or one that does not exist yet",
    };

    public static bool IsTransient(SqliteException error) => FaultOf(error) == StoreFault.Passing;

    /// <summary>The provider's exception in the chain of causes; null where another kind of error is at its root.</summary>
    public static SqliteException? Find(Exception? error)
    {
        while (error is not null and not SqliteException)
            error = error.InnerException;
        return (SqliteException?)error;
    }

    public static StoreException Translate(string path, string doing, SqliteException error)
    {
        var remedy = Access(path, error.SqliteErrorCode) ?? Remedies.GetValueOrDefault(error.SqliteErrorCode);
        if (remedy is null && error.Message.Contains("no such table", StringComparison.Ordinal))
            remedy = "\"sweep db migrate\" makes the tables of a new file; one that was dropped or renamed must be put back, then resume";
        if (remedy is null && FaultOf(error) == StoreFault.Row)
            remedy = StoreFaults.RowRemedy;
        var message = $"{path}: {doing}: {error.Message}" + (remedy is null ? "" : $" ({remedy})");
        return new StoreException(message, IsTransient(error), error) { IsOfRow = FaultOf(error) == StoreFault.Row };
    }

    private static StoreFault FaultOf(SqliteException error) => StoreFaults.OfSqlite(error.SqliteErrorCode, error.Message);

    private static string? Access(string path, int code) => code is not (raw.SQLITE_PERM or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN)
        ? null
        : SqliteAccess.WhyUnreadable(path) ?? (SqliteAccess.WhyReadOnly(path) is { } why ? $"the database is read-only: {why}" : null);
}
