using Sweep.Core.Patterns;
using Sweep.Core.Pruners;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Silo.Tests.Clusters;

/// <summary>Early stopping on several silos as real processes.</summary>
public sealed class PrunedClusterTests(PostgresFixture postgres)
{
    private const int Kills = 10;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_OnThreeSilosWithTenKillsAndAPause_IsThatOfACalmRun()
    {
        var spec = Spec();
        var calm = CalmRun.OfSiloAsync(spec);
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        var living = new Queue<TestSilo>(await cluster.StartAsync(3));
        var sweep = await TestSweeps.SubmitAsync(cluster.Store, spec);
        async Task<long> RowsAsync() => (await cluster.Store.TotalTrialsAsync(sweep.Id, Cancellation)).Rows;
        for (var kill = 1; kill <= Kills; kill++)
        {
            var wanted = spec.Replicates * kill;
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
        var results = await SweepResults.ReadAsync(cluster.Connection, sweep.Id);
        Assert.Equal(await calm, results);
        var totals = await cluster.Store.TotalTrialsAsync(sweep.Id, Cancellation);
        Assert.Equal((0, new SearchSpace(spec).PlannedTrials), (totals.Failed, totals.Rows));
        Assert.InRange(totals.Pruned, totals.Rows / 2, totals.Rows - 1);
        Assert.Empty(await cluster.Store.ReadLeasesAsync(sweep.Id, Cancellation));
    }

    private static SweepSpec Spec()
    {
        var grid = TestSweeps.Grid("pruned", [Pattern.Circle, Pattern.Diamond], [24_300], [500], replicates: 3, recordEvery: 100);
        return grid with
        {
            Parameters = grid.Parameters.Replace(
                grid.Find(PerceptronParameters.LearningRate)!, PerceptronParameters.LearningRates([.. Enumerable.Range(1, 60).Select(k => 0.0005 * k)])),
            Pruner = new PrunerSpec(PrunerKind.Asha, 100, 3, 9),
        };
    }
}
