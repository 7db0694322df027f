using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Trials;
using Sweep.Grains.Hosting;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Grains.Tests.Hosting;

/// <summary>A silo on PostgreSQL whose sweeps share trials; the command line's tests have the same on SQLite.</summary>
public sealed class ReuseTests(PostgresFixture postgres)
{
    private static readonly SweepSpec Small =
        TestSweeps.Grid("small", [Pattern.Circle, Pattern.Diamond], [50], [20, 30], replicates: 5) with { Reuse = ReuseScope.Database };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_OfTrialsThatAreThere_IsCopiedAndTheRestTrained()
    {
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        await using var store = SweepStores.Open(database, TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        await using var silo = await EmbeddedSilo.StartAsync(store, new EmbeddedSiloOptions { Slots = 2 }, Cancellation);
        var first = await RunAsync(silo, store, Small);
        var second = await RunAsync(silo, store, Small with { Name = "again" });
        Assert.Equal(await SweepResults.ReadAsync(database, first), await SweepResults.ReadAsync(database, second));
        var totals = await store.TotalTrialsAsync(second, Cancellation);
        Assert.Equal((20, 20, 0.0, 0), (totals.Completed, totals.Reused, totals.TrainSeconds, totals.TrainedIterations));

        var wider = await RunAsync(silo, store, Small with { Replicates = 7 });
        Assert.All(
            await store.ReadTrialsAsync(wider, Cancellation).ToListAsync(Cancellation),
            trial => Assert.Equal(trial.Trial.Replicate < 5 ? TrialOrigin.Reused : TrialOrigin.Trained, trial.Origin));
        Assert.Equal(0, (await store.TotalTrialsAsync(await RunAsync(silo, store, Small with { Reuse = ReuseScope.None }), Cancellation)).Reused);
    }

    private static async Task<Guid> RunAsync(EmbeddedSilo silo, ISweepStore store, SweepSpec spec)
    {
        var sweep = await TestSweeps.SubmitAsync(store, spec);
        Assert.True((await silo.TakeUpAsync(sweep.Id, Cancellation)).Acquired);
        await TestSweeps.CompletedAsync(store, sweep.Id);
        return sweep.Id;
    }
}
