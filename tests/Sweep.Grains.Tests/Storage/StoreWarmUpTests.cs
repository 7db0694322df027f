using Sweep.Core.Patterns;
using Sweep.Storage.Databases;
using Sweep.Storage.Opening;
using Sweep.Storage.Sweeps;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Grains.Tests.Storage;

public sealed class StoreWarmUpTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Run_SqliteStoreWithASweep_ChangesNothing()
    {
        using var folder = new TemporaryFolder();
        await AssertChangesNothingAsync(folder.File("warm.db"));
    }

    [Fact]
    public async Task Run_PostgresStoreWithASweep_ChangesNothing() =>
        await AssertChangesNothingAsync(await postgres.CreateDatabaseAsync(TestContext.Current.CancellationToken));

    private static async Task AssertChangesNothingAsync(string database)
    {
        await using var store = SweepStores.Open(database, TimeProvider.System);
        await store.MigrateAsync(CancellationToken.None);
        var sweep = await TestSweeps.SubmitAsync(store, TestSweeps.Grid("warm", [Pattern.Circle], [1], [1], 1));
        await StoreWarmUp.RunAsync(store, CancellationToken.None);
        Assert.Equal(sweep, await store.FindSweepAsync(sweep.Id, CancellationToken.None));
        Assert.Single(await store.ListSweepsAsync(new SweepFilter(), CancellationToken.None));
        Assert.Empty(await store.ReadLeasesAsync(Guid.Empty, CancellationToken.None));
        Assert.Equal(0, (await store.TotalTrialsAsync(Guid.Empty, CancellationToken.None)).Rows);
    }
}
