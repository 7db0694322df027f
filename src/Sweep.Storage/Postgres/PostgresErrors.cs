using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Npgsql;
using Sweep.Storage.Faults;

namespace Sweep.Storage.Postgres;

/// <summary>Tells passing failures from lasting ones, and says both in a way that names what was being done, where, and what helps.</summary>
public static class PostgresErrors
{
    private static readonly Dictionary<string, string> Remedies = new()
    {
        [PostgresErrorCodes.InvalidCatalogName] = "make it first, with createdb or CREATE DATABASE, or name another",
        [PostgresErrorCodes.InvalidPassword] = "check Username and Password",
        [PostgresErrorCodes.InvalidAuthorizationSpecification] = "check Username and Password, and the server's pg_hba.conf",
        [PostgresErrorCodes.UndefinedTable] = "\"sweep db migrate\" makes the tables of a new or an older database; one that was dropped or renamed must be put back, then resume",
        [PostgresErrorCodes.UndefinedColumn] = "\"sweep db migrate\" makes the columns of an older database; one that was dropped or renamed must be put back, then resume",
        [PostgresErrorCodes.InsufficientPrivilege] = "grant this role what it lacks, then resume",
        [PostgresErrorCodes.ReadOnlySqlTransaction] = "name the primary server, not a standby, and a role that may write, then resume",
        [PostgresErrorCodes.DiskFull] = "free space on the server's disk, then resume",
        [PostgresErrorCodes.TooManyConnections] = "other programs hold all its connections: try again, or raise max_connections",
        [PostgresErrorCodes.LockNotAvailable] = "another session holds a lock on Sweep's tables, and work waits until that ends; pg_stat_activity shows who",
        [PostgresErrorCodes.QueryCanceled] = "the server's statement_timeout is too short for this, or somebody cancelled it: try again, or raise it for this role",
        [PostgresErrorCodes.CannotConnectNow] = "it is starting or stopping: try again",
    };

    private const string TlsRemedy = "check SSL Mode, Root Certificate, SSL Certificate and SSL Key, and the server's own certificate";

    /// <summary>What PgBouncer refuses for good, all under the state of a broken connection.</summary>
    private static readonly (string Start, string Remedy)[] Poolers =
    [
        ("unsupported startup parameter", "the pooler in between passes no settings of the session on: set them for the role (ALTER ROLE … SET search_path = …) and leave them out here"),
        ("no such database", "the pooler in between does not know it: name it in the pooler's [databases], or name another"),
    ];

    /// <summary>Whether the provider or the network is at the root of it.</summary>
    public static bool IsOfDatabase(Exception error) => Find(error) is not null;

    public static bool IsTransient(Exception error) => Find(error) switch
    {
        PostgresException refused => FaultOf(refused) == StoreFault.Passing,
        NpgsqlException { InnerException: { } cause } => IsLostConnection(cause),
        { } other => IsLostConnection(other),
        null => false,
    };

    /// <summary>Whether somebody has waited for a time limit already: trying at once again would only add up limits.</summary>
    public static bool TookItsTime(Exception error) => MayBeLockedOut(error) || Find(error) is TimeoutException;

    /// <summary>Whether the server has the command and did not end it in time, as when another session holds a lock that it needs.</summary>
    public static bool MayBeLockedOut(Exception error) => Find(error) is
        NpgsqlException { InnerException: TimeoutException }
        or PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled };

    /// <summary>Whether the server takes no writes at all, or none of these from this role.</summary>
    public static bool IsRefusedWrite(Exception error) =>
        Find(error) is PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege };

    /// <summary>What makes a database read-only, and what helps; null where it is not.</summary>
    public static string? WhyReadOnly(bool isStandby, bool isReadOnly, bool mayInsert, string role) => (isStandby, isReadOnly, mayInsert) switch
    {
        (true, _, _) => "the database is read-only: this server is a standby, which only follows its primary: name the primary server, then resume",
        (_, true, _) => $"the database is read-only: default_transaction_read_only is on for it or for {role}: turn it off, or name a role that may write, then resume",
        (_, _, false) => $"the database is read-only for {role}: name the role that runs sweeps, or grant this role what it lacks, then resume",
        _ => null,
    };

    /// <param name="place">The database, without its password.</param>
    /// <param name="doing">"committing trials".</param>
    /// <param name="error">What was thrown.</param>
    /// <param name="why">What is known of it beside the error's own words; null for nothing.</param>
    public static StoreException Translate(string place, string doing, Exception error, string? why = null)
    {
        var found = Find(error)!;
        var what = IsOfConnecting(found) ? "connecting" : doing;
        return new StoreException($"{place}: {what}: {Words(found)}" + ((why ?? Remedy(found)) is { } remedy ? $" ({remedy})" : ""), IsTransient(found), error)
        {
            IsOfRow = IsOfRow(found),
        };
    }

    private static bool IsOfRow(Exception found) => found is PostgresException refused && FaultOf(refused) == StoreFault.Row;

    private static StoreFault FaultOf(PostgresException refused) =>
        RemedyOfPooler(refused) is null ? StoreFaults.OfPostgres(refused.SqlState, refused.Where) : StoreFault.Lasting;

    private static string? Remedy(Exception found) => found switch
    {
        _ when IsOfRow(found) => StoreFaults.RowRemedy,
        PostgresException refused when (RemedyOfPooler(refused) ?? Remedies.GetValueOrDefault(refused.SqlState)) is { } remedy => remedy,
        PostgresException refused when !refused.SqlState.StartsWith("08", StringComparison.Ordinal) => null,
        _ when found.Message.StartsWith("No password", StringComparison.Ordinal) => "give Password, or set the environment's PGPASSWORD",
        AuthenticationException or CryptographicException => TlsRemedy,
        { InnerException: AuthenticationException or CryptographicException } => TlsRemedy,
        _ when found.Message.StartsWith("SSL", StringComparison.Ordinal) => TlsRemedy,
        _ when MayBeLockedOut(found) && !IsOfConnecting(found) => "the server did not end it in time: see whether another session holds a lock on Sweep's tables (pg_stat_activity shows who), and whether the server is overloaded or cut off",
        _ when IsTransient(found) => "check that PostgreSQL runs there and takes connections",
        _ => null,
    };

    private static string? RemedyOfPooler(PostgresException refused) => refused.SqlState == PostgresErrorCodes.ProtocolViolation
        ? Poolers.FirstOrDefault(pooler => refused.MessageText.StartsWith(pooler.Start, StringComparison.Ordinal)).Remedy
        : null;

    private static bool IsOfConnecting(Exception found) =>
        found is PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName }
        || (found is PostgresException { SqlState: var state } refused
            && (state.StartsWith("28", StringComparison.Ordinal) || RemedyOfPooler(refused) is not null))
        || found is SocketException || found.Message.StartsWith("Failed to connect", StringComparison.Ordinal);

    private static string Words(Exception found)
    {
        if (found is PostgresException refused)
            return $"{refused.MessageText}{(refused.Detail is { } detail ? $": {detail}" : "")} [{refused.SqlState}]";
        return found.InnerException is { } cause && !found.Message.Contains(cause.Message, StringComparison.Ordinal)
            ? $"{found.Message.TrimEnd('.')}: {cause.Message}"
            : found.Message;
    }

    private static bool IsLostConnection(Exception cause) =>
        cause is IOException or SocketException or TimeoutException
        || (cause is PostgresException farewell && FaultOf(farewell) == StoreFault.Passing)
        || (cause is NpgsqlException { InnerException: { } inner } && IsLostConnection(inner));

    private static Exception? Find(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is NpgsqlException or SocketException or TimeoutException or AuthenticationException or CryptographicException)
                return error;
        }

        return null;
    }
}
