using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;
using Sweep.Storage;
using Sweep.Storage.Postgres;
using Sweep.Storage.Sqlite;
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

    private static async Task<StoreException> FailureAsync(Func<Task> use)
    {
        var since = Stopwatch.GetTimestamp();
        var failure = await Assert.ThrowsAsync<StoreException>(use);
        Assert.True(failure.IsTransient);
        Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.Zero, Soon);
        return failure;
    }
}
