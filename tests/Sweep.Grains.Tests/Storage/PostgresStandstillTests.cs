using Microsoft.EntityFrameworkCore;
using Sweep.Core.Patterns;
using Sweep.Storage.Faults;
using Sweep.Storage.Postgres;
using Sweep.Storage.Sweeps;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Grains.Tests.Storage;

/// <summary>A process that is suspended in the middle of a transaction keeps its connection, and all locks that it holds.</summary>
public sealed class PostgresStandstillTests(PostgresFixture postgres) : IAsyncLifetime
{
    private string _database = "";
    private PostgresSweepStore _store = null!;
    private PostgresDatabase _other = null!;
    private SweepRecord _sweep = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync(Cancellation);
        _store = new PostgresSweepStore(_database, TimeProvider.System);
        await _store.MigrateAsync(Cancellation);
        _other = new PostgresDatabase(PostgresConnection.Parse(_database).CreateSource(), "the other");
        _sweep = await TestSweeps.SubmitAsync(_store, TestSweeps.Grid("held", [Pattern.Circle], [10], [10], replicates: 1));
    }

    public async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Transact_WhoseProcessStandsStill_LosesItsLocksAndIsTriedAgain()
    {
        var (held, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        var tries = 0;
        var standing = _other.TransactAsync(
            "standing still",
            async context =>
            {
                await context.Database.ExecuteSqlAsync($"UPDATE sweeps SET epoch = epoch + 100 WHERE id = {_sweep.Id}", Cancellation);
                held.TrySetResult();
                await released.Task;
                await context.Database.ExecuteSqlAsync($"SELECT 1", Cancellation);
                return ++tries;
            },
            Cancellation);
        await held.Task.WaitAsync(Cancellation);
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    return (await _store.TryAcquireAsync(_sweep.Id, "box/1/now/address", TimeSpan.FromMinutes(1), seizeFrom: null, Cancellation)).Acquired;
                }
                catch (StoreException locked) when (locked.IsTransient)
                {
                    return false;
                }
            },
            "another takes the sweep over");
        released.SetResult();
        Assert.Equal(1, await standing);
        Assert.Equal(101, (await _store.FindSweepAsync(_sweep.Id, Cancellation))!.Epoch);
    }
}
