using System.Text.Json;
using Npgsql;
using SQLitePCL;

namespace Sweep.Storage.Faults;

/// <summary>Decides, for both databases, whose trouble a refusal is.</summary>
internal static class StoreFaults
{
    /// <summary>What helps where a row was refused.</summary>
    public const string RowRemedy = "change the constraint or trigger that refuses it, then resume";

    /// <summary>Beside class 08 (connections): states after which the same work may succeed (PostgreSQL's manual, appendix A).</summary>
    private static readonly HashSet<string> PassingStates =
    [
        PostgresErrorCodes.InvalidTransactionTermination,
        PostgresErrorCodes.InvalidSqlStatementName, // A pooler gave us another server connection than the one that prepared.
        PostgresErrorCodes.SerializationFailure,
        PostgresErrorCodes.StatementCompletionUnknown,
        PostgresErrorCodes.DeadlockDetected,
        PostgresErrorCodes.InsufficientResources,
        PostgresErrorCodes.OutOfMemory,
        PostgresErrorCodes.TooManyConnections,
        PostgresErrorCodes.ConfigurationLimitExceeded,
        PostgresErrorCodes.ObjectInUse,
        PostgresErrorCodes.LockNotAvailable,
        PostgresErrorCodes.QueryCanceled,
        PostgresErrorCodes.AdminShutdown,
        PostgresErrorCodes.CrashShutdown,
        PostgresErrorCodes.CannotConnectNow,
        PostgresErrorCodes.IdleSessionTimeout,
        "25P03", // idle_in_transaction_session_timeout
    ];

    /// <summary>
    /// Classes of states that a row's values bring about: exceptions of SQL routines (2F), of external ones (38, 39), data (22), constraints (23), views' check
    /// options (44), program limits (54: a value too large for an index, a trigger that calls itself) and PL/pgSQL (P0: RAISE).
    /// </summary>
    private static readonly HashSet<string> RowClasses = ["22", "23", "2F", "38", "39", "44", "54", "P0"];

    /// <summary>A row that the database took without an error, and did not keep.</summary>
    public static StoreException DroppedRow(string place, string table, long number)
    {
        var message = $"{place}: committing trials: the row of trial {number} in {table} was dropped without a word, by a trigger ({RowRemedy})";
        return new StoreException(message, false, null) { IsOfRow = true };
    }

    /// <summary>Whether a value of a row was at the root of it that the provider or the model could not take.</summary>
    public static bool IsUnreadable(Exception error) => error is FormatException or InvalidCastException or OverflowException or JsonException
        || (error is InvalidOperationException and not ObjectDisposedException);

    /// <summary>Says so, where it is not known which row.</summary>
    public static StoreException Unreadable(string place, string doing, Exception error)
    {
        while (error is InvalidOperationException { InnerException: { } inner })
            error = inner;
        return new StoreException($"{place}: {doing}: a row holds a value that Sweep never writes: {error.Message}", false, error) { IsDamage = true };
    }

    /// <param name="state">SQLSTATE.</param>
    /// <param name="where">The server's context: not null where a function, such as a trigger's, was at work.</param>
    public static StoreFault OfPostgres(string state, string? where)
    {
        if (PassingStates.Contains(state) || state.StartsWith("08", StringComparison.Ordinal))
            return StoreFault.Passing;
        if (state.Length == 5 && RowClasses.Contains(state[..2]))
            return StoreFault.Row;

        // A statement that a function runs, unlike one of ours, may be wrong for some rows only.
        return state.StartsWith("42", StringComparison.Ordinal) && where?.Contains("function", StringComparison.Ordinal) == true ? StoreFault.Row : StoreFault.Lasting;
    }

    /// <param name="code">Primary result code.</param>
    /// <param name="message">The database's words.</param>
    public static StoreFault OfSqlite(int code, string message) => code switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_NOMEM => StoreFault.Passing,
        raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH => StoreFault.Row,

        // Expressions of triggers and generated columns fail with this as well; what is wrong with the schema itself says "no such ...".
        raw.SQLITE_ERROR when !message.Contains("no such", StringComparison.Ordinal) => StoreFault.Row,
        _ => StoreFault.Lasting,
    };
}
