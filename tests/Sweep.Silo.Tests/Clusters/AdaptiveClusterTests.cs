using Sweep.Core.Pruners;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Silo.Tests.Clusters;

/// <summary>A search by results, with early stopping, on several silos as real processes.</summary>
public sealed class AdaptiveClusterTests(PostgresFixture postgres)
{
    private const int Kills = 6;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_OnThreeSilosWithKillsAndAPause_IsThatOfACalmRun()
    {
        var spec = AdaptiveSpecs.Of("tpe", trials: 40, replicates: 3, iterations: 8_100) with
        {
            RecordEvery = 100,
            Pruner = new PrunerSpec(PrunerKind.Asha, 900, 3, 8),
        };
        var calm = CalmRun.OfSiloAsync(spec);
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        var living = new Queue<TestSilo>(await cluster.StartAsync(3));
        var sweep = await TestSweeps.SubmitAsync(cluster.Store, spec);
        async Task<long> RowsAsync() => (await cluster.Store.TotalTrialsAsync(sweep.Id, Cancellation)).Rows;
        for (var kill = 1; kill <= Kills; kill++)
        {
            var wanted = 5 * spec.Replicates * kill;
            await Eventually.TrueAsync(async () => await RowsAsync() >= wanted, $"{wanted} trials have ended");
            if (kill == Kills / 2)
            {
                await cluster.Store.ChangeStateAsync(sweep.Id, SweepState.Paused, null, Cancellation);
                await cluster.Store.ChangeStateAsync(sweep.Id, SweepState.Running, null, Cancellation);
            }

            living.Dequeue().Process.Kill();
            living.Enqueue(cluster.Start());
        }

        await TestSweeps.CompletedAsync(cluster.Store, sweep.Id);
        Assert.Equal(await calm, await SweepResults.ReadAsync(cluster.Connection, sweep.Id));
        var totals = await cluster.Store.TotalTrialsAsync(sweep.Id, Cancellation);
        Assert.Equal((0, new SearchSpace(spec).PlannedTrials), (totals.Failed, totals.Rows));
        Assert.InRange(totals.Pruned, 1, totals.Rows - 1);
        Assert.Empty(await cluster.Store.ReadLeasesAsync(sweep.Id, Cancellation));
    }
}
