using Microsoft.EntityFrameworkCore;
using Npgsql;
using Polly;
using Polly.Retry;
using Sweep.Storage.Faults;

namespace Sweep.Storage.Postgres;

/// <summary>The server as the store uses it: short retries of what passes, the rest translated.</summary>
internal sealed class PostgresDatabase(NpgsqlDataSource source, string description) : IAsyncDisposable
{
    /// <summary>Where it is kept which migrations a database has.</summary>
    public const string HistoryTable = "sweep_migrations";

    /// <summary>
    /// First in a transaction: who waits for somebody's lock says so within seconds; and nothing is compiled (JIT), which takes as long as the questions
    /// themselves once tables are so large that the server thinks it worth it; and helpers (parallel workers), which take some 5 ms to begin, are for
    /// questions that take much longer: the server's own price for them, 1,000, had a list of 20 among a million sweeps wait for one that had nothing to
    /// do. And a transaction between whose statements its process stands still (suspended, or hung) is ended, for it holds locks that keep out those who
    /// are to take over. For the transaction alone, for a pooler may give the connection to others.
    /// </summary>
    public const string Settings =
        "SELECT set_config('lock_timeout', '8s', true), set_config('jit', 'off', true), set_config('parallel_setup_cost', '10000', true), " +
        "set_config('idle_in_transaction_session_timeout', '10s', true)";

    /// <summary>Enough for a deadlock, a lost race, or connections of the pool that a restarted server has forgotten; whoever can wait longer does.</summary>
    private static readonly ResiliencePipeline Retries = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(IsWorthAnotherTry),
            MaxRetryAttempts = 4,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(50),
            UseJitter = true,
        })
        .Build();

    private readonly DbContextOptions<PostgresSweepContext> _options =
        new DbContextOptionsBuilder<PostgresSweepContext>().UseNpgsql(source, Configure).Options;

    private bool? _ownsSessions;

    public string Description { get; } = description;

    /// <summary>Options of a context that has a connection string, or is given its connection later.</summary>
    public static DbContextOptionsBuilder<PostgresSweepContext> Configure(string connection) =>
        new DbContextOptionsBuilder<PostgresSweepContext>().UseNpgsql(connection, Configure);

    /// <summary>Options of a context on an open connection, whose transaction is the caller's.</summary>
    public static DbContextOptions<PostgresSweepContext> OptionsFor(NpgsqlConnection connection) =>
        new DbContextOptionsBuilder<PostgresSweepContext>()
            .UseNpgsql(connection, Configure)

            // Migrations run in this store's own transaction on purpose: see PostgresMigrator.
            .ConfigureWarnings(warnings => warnings.Ignore(Microsoft.EntityFrameworkCore.Diagnostics.RelationalEventId.MigrationsUserTransactionWarning))
            .Options;

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction, be it only to read: a lock is waited for in it for seconds. A transient error runs it again from
    /// its beginning.
    /// </summary>
    /// <exception cref="StoreException">The database refused.</exception>
    public Task<T> TransactAsync<T>(string doing, Func<PostgresSweepContext, Task<T>> work, CancellationToken cancellation) => RunAsync(
        doing,
        async () =>
        {
            await using var context = new PostgresSweepContext(_options);
            await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
            await context.Database.ExecuteSqlRawAsync(Settings, cancellation);
            var result = await work(context);
            await transaction.CommitAsync(cancellation);
            return result;
        },
        cancellation);

    /// <summary>Runs what only reads on an open connection of the pool, in a transaction as <see cref="TransactAsync{T}"/>.</summary>
    /// <exception cref="StoreException">The database refused.</exception>
    public Task<T> QueryAsync<T>(string doing, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellation) =>
        TransactAsync(doing, context => work((NpgsqlConnection)context.Database.GetDbConnection()), cancellation);

    /// <summary>Runs <paramref name="work"/> on an open connection of the pool; its transactions are its own.</summary>
    /// <exception cref="StoreException">The database refused.</exception>
    public Task<T> ConnectAsync<T>(string doing, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellation) => RunAsync(
        doing,
        async () =>
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            return await work(connection);
        },
        cancellation);

    /// <summary>Opens a connection that the caller keeps.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation) => source.OpenConnectionAsync(cancellation);

    /// <summary>
    /// Whether a connection of this database is one session of the server, so that what is prepared there is there the next time. A
    /// pooler in between (PgBouncer) gives its clients another process number than the server's own, and may give every transaction
    /// another session.
    /// </summary>
    public async ValueTask<bool> OwnsSessionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (_ownsSessions is not { } owns)
        {
            await using var ask = new NpgsqlCommand("SELECT pg_backend_pid()", connection);
            _ownsSessions = owns = await ask.ExecuteScalarAsync(cancellation) is int process && process == connection.ProcessID;
        }

        return owns;
    }

    /// <summary>Runs <paramref name="work"/>, again where it failed for a passing reason.</summary>
    /// <exception cref="StoreException">The database refused.</exception>
    public async Task<T> RunAsync<T>(string doing, Func<Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            return await Retries.ExecuteAsync(static async (run, _) => await run(), work, cancellation);
        }
        catch (Exception error) when (error is not (StoreException or OperationCanceledException) && PostgresErrors.IsOfDatabase(error))
        {
            var failure = PostgresErrors.Translate(Description, doing, error, PostgresErrors.IsRefusedWrite(error) ? await WhyReadOnlyAsync() : null);
            throw await LockHolder.NameAsync(source, error, failure);
        }
        catch (Exception error) when (StoreFaults.IsUnreadable(error))
        {
            throw StoreFaults.Unreadable(Description, doing, error);
        }
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    /// <summary>Why it takes no writes, in the words of <see cref="PostgresErrors"/>; null where nobody can tell.</summary>
    private async Task<string?> WhyReadOnlyAsync()
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(CancellationToken.None);
            await using var ask = new NpgsqlCommand(
                "SELECT pg_is_in_recovery(), current_setting('transaction_read_only') = 'on', has_table_privilege(to_regclass('sweeps'), 'INSERT'), current_user::text", connection);
            await using var reader = await ask.ExecuteReaderAsync(CancellationToken.None);
            await reader.ReadAsync(CancellationToken.None);
            return PostgresErrors.WhyReadOnly(
                isStandby: reader.GetBoolean(0), isReadOnly: reader.GetBoolean(1), mayInsert: await reader.IsDBNullAsync(2)
                    || reader.GetBoolean(2), role: reader.GetString(3));
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    private static bool IsWorthAnotherTry(Exception error) =>
        error is not (StoreException or OperationCanceledException)
        && !PostgresErrors.TookItsTime(error)
        && (PostgresErrors.IsTransient(error) || IsLostRace(error));

    /// <summary>Another transaction inserted the same key first: from the beginning, its row is seen.</summary>
    private static bool IsLostRace(Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }
            or { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } };

    private static void Configure(Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.NpgsqlDbContextOptionsBuilder options) =>
        options.MigrationsHistoryTable(HistoryTable).SetPostgresVersion(14, 0);
}
