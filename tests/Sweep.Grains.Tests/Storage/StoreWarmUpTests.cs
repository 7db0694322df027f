using Sweep.Core.Patterns;
using Sweep.Grains.Storage;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Storage;

public sealed class StoreWarmUpTests
{
    [Fact]
    public async Task Run_StoreWithASweep_ChangesNothing()
    {
        using var folder = new TemporaryFolder();
        await using var store = SweepStores.Open(folder.File("warm.db"), TimeProvider.System);
        await store.MigrateAsync(CancellationToken.None);
        var sweep = await TestSweeps.SubmitAsync(store, TestSweeps.Grid("warm", [Pattern.Circle], [1], [1], 1));
        await StoreWarmUp.RunAsync(store, CancellationToken.None);
        Assert.Equal(sweep, await store.FindSweepAsync(sweep.Id, CancellationToken.None));
        Assert.Single(await store.ListSweepsAsync(new SweepFilter(), CancellationToken.None));
        Assert.Empty(await store.ReadLeasesAsync(Guid.Empty, CancellationToken.None));
    }
}
