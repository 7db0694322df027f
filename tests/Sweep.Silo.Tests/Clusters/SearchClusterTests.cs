using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Grains.Hosting;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Silo.Tests.Clusters;

/// <summary>Every sampler and every pruner, on several silos as real processes.</summary>
public sealed class SearchClusterTests(PostgresFixture postgres) : IDisposable
{
    private const int Kills = 10;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string[] Settings => ["--Sweep:AllowCommands=true", $"--Sweep:WorkDirectory={_folder.File("work")}"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sweeps_OnThreeSilosWithTenKillsAndAPause_AreThoseOfCalmRuns()
    {
        var specs = SearchSpecs.All($"sh, {Script()}, \"${{args}}\"");
        var calm = CalmAsync(specs);
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        var living = new Queue<TestSilo>(await cluster.StartAsync(3, Settings));
        var sweeps = new List<Guid>();
        foreach (var spec in specs)
            sweeps.Add((await TestSweeps.SubmitAsync(cluster.Store, spec)).Id);
        async Task<long> RowsAsync()
        {
            var rows = 0L;
            foreach (var sweep in sweeps)
                rows += (await cluster.Store.TotalTrialsAsync(sweep, Cancellation)).Rows;
            return rows;
        }

        var planned = specs.Sum(spec => new SearchSpace(spec).PlannedTrials);
        for (var kill = 1; kill <= Kills; kill++)
        {
            // Spread over the first three quarters, so that each meets searches at work.
            var wanted = planned * 3 * kill / 4 / Kills;
            await Eventually.TrueAsync(async () => await RowsAsync() >= wanted, $"{wanted} trials have ended");
            if (kill == Kills / 2)
            {
                foreach (var state in new[] { SweepState.Paused, SweepState.Running })
                {
                    foreach (var sweep in sweeps)
                        await ChangeAsync(cluster, sweep, state);
                }
            }

            living.Dequeue().Process.Kill();
            living.Enqueue(cluster.Start(Settings));
        }

        foreach (var (spec, sweep, expected) in specs.Zip(sweeps, await calm))
        {
            await TestSweeps.CompletedAsync(cluster.Store, sweep);
            var found = await SweepResults.ReadAsync(cluster.Connection, sweep);
            var differing = expected.Except(found, StringComparer.Ordinal).Take(2).Concat(found.Except(expected, StringComparer.Ordinal).Take(2));
            Assert.True(expected.SequenceEqual(found), $"{spec.Name}, calm and then disturbed:\n{string.Join('\n', differing)}");
            Assert.Equal(0, (await cluster.Store.TotalTrialsAsync(sweep, Cancellation)).Failed);
            Assert.Empty(await cluster.Store.ReadLeasesAsync(sweep, Cancellation));
        }
    }

    /// <summary>A short one may have ended before its turn.</summary>
    private static async Task ChangeAsync(TestCluster cluster, Guid sweep, SweepState state)
    {
        if (!(await cluster.Store.FindSweepAsync(sweep, Cancellation))!.State.IsSettled())
            await cluster.Store.ChangeStateAsync(sweep, state, null, Cancellation);
    }

    /// <summary>A loss of the numbers among its arguments.</summary>
    private string Script() => _folder.Write(
        "bowl.sh",
        """
        exec awk 'BEGIN {
          for (k = 1; k < ARGC; k++) {
            value = ARGV[k]
            sub(/^.*=/, "", value)
            if (value ~ /^[-+.0-9eE]+$/) loss += (value - 0.5) ^ 2
          }
          printf "@sweep {\"step\":1,\"loss\":%.17g}\n", loss
        }' "$@"

        """);

    private async Task<IReadOnlyList<IReadOnlyList<string>>> CalmAsync(IEnumerable<SweepSpec> specs)
    {
        var options = new EmbeddedSiloOptions
        {
            ConfigureTrainers = trainers => (trainers.AllowsCommands, trainers.WorkDirectory) = (true, _folder.File("calm")),
        };
        var results = new List<IReadOnlyList<string>>();
        foreach (var spec in specs)
            results.Add(await CalmRun.OfSiloAsync(spec, options));
        return results;
    }
}
