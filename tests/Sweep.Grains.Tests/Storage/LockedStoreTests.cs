using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Grains.Clustering;
using Sweep.Storage.Faults;
using Sweep.Storage.Postgres;
using Sweep.Storage.Sqlite;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Grains.Tests.Storage;

/// <summary>Somebody else's transaction holds a lock: whoever waits is told so within seconds, in words that are true, and goes on afterwards.</summary>
public sealed class LockedStoreTests(PostgresFixture postgres) : IDisposable
{
    /// <summary>Far below the half minute of the drivers and of Orleans.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("LOCK TABLE trials IN ACCESS EXCLUSIVE MODE", "AccessExclusiveLock on trials")]
    [InlineData("LOCK TABLE loss_curves IN SHARE MODE", "ShareLock on loss_curves")]
    [InlineData("SELECT * FROM sweeps FOR UPDATE", "RowShareLock on sweeps")]
    public async Task PostgresCommit_TableLocked_NamesWhoHoldsTheLock(string sql, string expected)
    {
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        await using var store = new PostgresSweepStore(database, TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        var sweep = (await store.SubmitAsync(Samples.Sweep(), Cancellation)).Id;
        await using var analyst = await Sql.OpenAsync(database, Cancellation);
        await using var transaction = await analyst.BeginTransactionAsync(Cancellation);
        await using (var command = new NpgsqlCommand(sql, analyst))
            await command.ExecuteNonQueryAsync(Cancellation);

        var failure = await FailureAsync(() => store.CommitAsync([Samples.Completed(sweep, 0)], [], Cancellation));
        Assert.Contains("another session holds a lock on Sweep's tables", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"process {analyst.ProcessID} (", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"idle in transaction) has held {expected} for ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("check that PostgreSQL runs", failure.Message, StringComparison.Ordinal);

        await transaction.RollbackAsync(Cancellation);
        Assert.Equal([CommitOutcome.Committed], await store.CommitAsync([Samples.Completed(sweep, 0)], [], Cancellation));
    }

    [Fact]
    public async Task PostgresMarkExpired_SweepThatIsBeingTagged_WaitsAndLeavesItToItsTag()
    {
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        await using var store = new PostgresSweepStore(database, TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        var sweep = (await store.SubmitAsync(Samples.Sweep(), Cancellation)).Id;
        await store.ChangeStateAsync(sweep, SweepState.Cancelled, null, Cancellation);
        await using var tagger = await Sql.OpenAsync(database, Cancellation);
        await using var transaction = await tagger.BeginTransactionAsync(Cancellation);
        await using (var command = new NpgsqlCommand("UPDATE sweeps SET deleted_at = deleted_at; INSERT INTO sweep_tags (sweep_id, tag) SELECT id, 'keep' FROM sweeps", tagger))
            await command.ExecuteNonQueryAsync(Cancellation);
        var marking = store.MarkExpiredAsync(TimeSpan.Zero, ["keep"], Cancellation);
        await Eventually.TrueAsync(
            async () => await Sql.ScalarAsync(database, "SELECT count(*) FROM pg_locks WHERE NOT granted", Cancellation) is 1L, "it waits for the sweep");
        await transaction.CommitAsync(Cancellation);
        Assert.Null(await marking);
        Assert.NotNull(await store.FindSweepAsync(sweep, Cancellation));
    }

    [Fact]
    public async Task PostgresReads_TablesLocked_NameWhoHoldsTheLock()
    {
        var (_, analyst, transaction, store, sweep) = await LockAllAsync();
        await using var connection = analyst;
        await using var held = transaction;
        await using var locked = store;
        Func<Task>[] reads =
        [
            () => store.ReadSchemaAsync(Cancellation),
            () => store.FindSweepAsync(sweep, Cancellation),
            () => store.ListSweepsAsync(new SweepFilter(), Cancellation),
            () => store.TotalTrialsAsync(sweep, Cancellation),
            () => store.ReadFinishedAsync(sweep, Cancellation),
            () => store.ReadLeasesAsync(sweep, Cancellation),
            () => store.ReadLossesAsync(sweep, Cancellation),
            () => store.ReadCheckpointAsync(sweep, 0, Cancellation),
            () => store.ReadTrialsAsync(sweep, Cancellation).ToListAsync(Cancellation).AsTask(),
            () => store.ReadRanksAsync(sweep, 0, Cancellation).ToListAsync(Cancellation).AsTask(),
            () => store.ReadCurvesAsync(sweep, null, Cancellation).ToListAsync(Cancellation).AsTask(),
            () => store.ReadSettingsAsync(sweep, ViewTrial.Space, PerceptronParameters.Pattern, includePruned: false, Cancellation),
            () => store.ReadRunsAsync(sweep, ViewTrial.Space, 0, 1, Cancellation),
        ];
        foreach (var failure in await Task.WhenAll(reads.Select(FailureAsync)))
            Assert.Contains($"process {analyst.ProcessID} (", failure.Message, StringComparison.Ordinal);

        await transaction.RollbackAsync(Cancellation);
        Assert.NotNull(await store.FindSweepAsync(sweep, Cancellation));
    }

    /// <summary>A table that is only read, and somebody who waits for all of it: everybody after waits too.</summary>
    [Fact]
    public async Task PostgresRead_BehindOneWhoWaits_NamesWhoWaits()
    {
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        await using var store = new PostgresSweepStore(database, TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        await using var reader = await Sql.OpenAsync(database, Cancellation);
        await using var reading = await reader.BeginTransactionAsync(Cancellation);
        await using (var read = new NpgsqlCommand("SELECT * FROM trials", reader))
            await read.ExecuteNonQueryAsync(Cancellation);
        await using var waiter = await Sql.OpenAsync(database, Cancellation);
        await using var alter = new NpgsqlCommand("LOCK TABLE trials", waiter) { CommandTimeout = 0 };
        await using var altering = await waiter.BeginTransactionAsync(Cancellation);
        var waiting = alter.ExecuteNonQueryAsync(Cancellation);
        await Eventually.TrueAsync(
            async () => await Sql.ScalarAsync(database, "SELECT count(*) FROM pg_locks WHERE NOT granted", Cancellation) is 1L, "it waits for the table");

        var failure = await FailureAsync(() => store.TotalTrialsAsync(Guid.NewGuid(), Cancellation));
        Assert.Contains($"process {waiter.ProcessID} (", failure.Message, StringComparison.Ordinal);
        Assert.Contains("has waited, before all others, for AccessExclusiveLock on trials", failure.Message, StringComparison.Ordinal);
        await reading.RollbackAsync(Cancellation);
        await waiting;
    }

    [Fact]
    public async Task PostgresMembership_TableLocked_NamesWhoHoldsTheLock()
    {
        var (database, analyst, transaction, store, _) = await LockAllAsync();
        await using var connection = analyst;
        await using var held = transaction;
        await using var locked = store;
        await using var source = ClusterDatabase.Open(database);
        var failure = await FailureAsync(() => ClusterMembership.ReadAsync(source, "db", "any", Cancellation));
        Assert.Contains($"process {analyst.ProcessID} (", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PostgresCommit_StatementTimeoutOfTheRole_SaysSo()
    {
        var error = PostgresErrors.Translate(
            "sweep on db:5432", "committing trials", new PostgresException("canceling statement due to statement timeout", "ERROR", "ERROR", "57014"));
        Assert.Contains("statement_timeout is too short", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsTransient);
    }

    [Fact]
    public async Task SqliteCommit_FileLocked_SaysThatAnotherProgramHoldsIt()
    {
        var file = _folder.File("sweep.db");
        await using var store = new SqliteSweepStore(file, TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        var sweep = (await store.SubmitAsync(Samples.Sweep(), Cancellation)).Id;
        await using var other = new SqliteConnection($"Data Source={file};Pooling=False");
        await other.OpenAsync(Cancellation);
        await using (var begin = new SqliteCommand("BEGIN EXCLUSIVE", other))
            await begin.ExecuteNonQueryAsync(Cancellation);

        var failure = await FailureAsync(() => store.CommitAsync([Samples.Completed(sweep, 0)], [], Cancellation));
        Assert.Contains("another program holds its lock", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await store.TotalTrialsAsync(sweep, Cancellation)).Rows);

        await using (var end = new SqliteCommand("ROLLBACK", other))
            await end.ExecuteNonQueryAsync(Cancellation);
        Assert.Equal([CommitOutcome.Committed], await store.CommitAsync([Samples.Completed(sweep, 0)], [], Cancellation));
    }

    private async Task<(string Database, NpgsqlConnection Analyst, NpgsqlTransaction Transaction, PostgresSweepStore Store, Guid Sweep)> LockAllAsync()
    {
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        var store = new PostgresSweepStore(database, TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        var sweep = (await store.SubmitAsync(Samples.Sweep(), Cancellation)).Id;
        var analyst = await Sql.OpenAsync(database, Cancellation);
        var transaction = await analyst.BeginTransactionAsync(Cancellation);
        await using var command = new NpgsqlCommand(
            "LOCK TABLE sweeps, trials, loss_curves, runs, leases, attempts, checkpoints, checkpoint_curves, data_sets, data_set_contents, sweep_migrations, orleans_silos", analyst);
        await command.ExecuteNonQueryAsync(Cancellation);
        return (database, analyst, transaction, store, sweep);
    }

    private static async Task<StoreException> FailureAsync(Func<Task> use)
    {
        var since = Stopwatch.GetTimestamp();
        var failure = await Assert.ThrowsAsync<StoreException>(use);
        Assert.True(failure.IsTransient);
        Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.Zero, Soon);
        return failure;
    }
}
