using Microsoft.Data.Sqlite;
using Sweep.Storage.Sqlite;
using Sweep.Storage.Trials;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Storage;

public sealed class SqliteConcurrencyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string File => _folder.File("sweep.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Commit_AnotherProcessWrites_WaitsForIt()
    {
        await using var store = new SqliteSweepStore(File, TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        var sweep = await store.SubmitAsync(Samples.Sweep(), Cancellation);

        await using var other = Connect();
        await using var transaction = other.BeginTransaction(deferred: false);
        var commit = store.CommitAsync([Samples.Completed(sweep.Id, 0)], [], Cancellation);
        Assert.Equal(0, (await store.TotalTrialsAsync(sweep.Id, Cancellation)).Rows);
        Assert.False(commit.IsCompleted);
        await transaction.RollbackAsync(Cancellation);
        Assert.Equal([CommitOutcome.Committed], await commit);
    }

    [Fact]
    public async Task Commit_AnotherProgramWritesWithoutPause_HasItsTurn()
    {
        await using var store = new SqliteSweepStore(File, TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        var sweep = await store.SubmitAsync(Samples.Sweep(), Cancellation);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var other = Task.Run(
            () =>
            {
                using var connection = Connect();
                while (!done.IsCancellationRequested)
                {
                    using var transaction = connection.BeginTransaction(deferred: false);
                    Thread.Sleep(20);
                    transaction.Commit();
                }
            },
            Cancellation);
        for (var number = 0; number < 4; number++)
            Assert.Equal([CommitOutcome.Committed], await store.CommitAsync([Samples.Completed(sweep.Id, number)], [], Cancellation));
        await done.CancelAsync();
        await other;
    }

    [Fact]
    public async Task ReadTrials_LeftHalfWay_HoldsNoTransaction()
    {
        await using var store = new SqliteSweepStore(File, TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        var sweep = await store.SubmitAsync(Samples.Sweep(5_000), Cancellation);
        await store.CommitAsync([.. Enumerable.Range(0, 2_500).Select(number => Samples.Completed(sweep.Id, number))], [], Cancellation);

        await using var trials = store.ReadTrialsAsync(sweep.Id, Cancellation).GetAsyncEnumerator(Cancellation);
        await using var curves = store.ReadCurvesAsync(sweep.Id, null, Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.True(await trials.MoveNextAsync() && await curves.MoveNextAsync());

        // A truncating checkpoint succeeds (its first column is 0) only where no reader is in the log.
        await using var other = Connect();
        await using var command = other.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        Assert.Equal(0L, await command.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task Store_Disposed_LeavesOneWholeFile()
    {
        var store = new SqliteSweepStore(File, TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        var sweep = await store.SubmitAsync(Samples.Sweep(), Cancellation);
        await store.CommitAsync([Samples.Completed(sweep.Id, 0)], [], Cancellation);
        await store.TotalTrialsAsync(sweep.Id, Cancellation);
        await store.DisposeAsync();

        Assert.Equal(["sweep.db"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.FindSweepAsync(sweep.Id, Cancellation));
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        return connection;
    }
}
