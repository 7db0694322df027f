using System.Globalization;
using Sweep.Core.Sweeps;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Storage.Faults;
using Sweep.Storage.Sweeps;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Client.Tests.Killing;

/// <summary>A real <c>sweep run</c> whose PostgreSQL is killed again and again: it waits, goes on, and its curves are those of a calm run.</summary>
public sealed class KilledDatabaseTests : IDisposable
{
    // Ten to forty seconds of training, always on one core, in many commits, so that there is one to break at any moment.
    private const string Spec = """
        name: killed-database
        parameters:
          pattern: [circle, diamond, centered_square, thick_right_angle, thin_right_angle]
          learning_rate: [0.001, 0.003, 0.01]
          iterations: [1500]
          samples: [1000]
        replicates: 160
        record: { every: 10 }
        """;

    private const long Planned = 5 * 3 * 160;
    private const int Kills = 8;

    /// <summary>A quick machine may be done before the last of them.</summary>
    private const int Least = 5;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_DatabaseKilledAgainAndAgain_EndsByItselfWithTheSameBits()
    {
        var spec = _folder.Write("spec.yaml", Spec);
        var calm = await CalmRun.OfProgramAsync(_folder, spec);

        await using var server = await PostgresServer.StartDurableAsync(Cancellation);
        var database = await server.CreateDatabaseAsync(Cancellation);
        await using var store = SweepStores.Open(database, TimeProvider.System);
        using var run = SweepProcess.Start(_folder.Path, "run", spec, "--database", database, "--slots", "1");
        var random = new Random(1241);
        var interrupted = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            await GoesOnAsync(store, run);
            await Task.Delay(random.Next(50, 400), Cancellation);
            interrupted += run.HasExited ? 0 : 1;
            if (kill % 2 == 0)
            {
                await server.StopAsync(PostgresStopMode.Immediate, Cancellation);
                await server.StartAgainAsync(Cancellation);
            }
            else
            {
                await server.KillBackendsAsync(Cancellation);
                await server.WaitUntilReadyAsync(Cancellation);
            }
        }

        var outcome = await run.WaitAsync(TimeSpan.FromMinutes(4));
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        Assert.True(interrupted >= Least, string.Create(CultureInfo.InvariantCulture, $"the sweep ended after {interrupted} kills: make it longer"));

        var sweep = await SweepResults.OnlySweepAsync(database);
        Assert.Equal(SweepState.Completed, sweep.State);
        var results = await SweepResults.ReadAsync(database, sweep.Id);
        Assert.Equal(Planned, results.Count);
        Assert.Equal(calm, results);
        Assert.Empty(await store.ReadLeasesAsync(sweep.Id, Cancellation));
    }

    /// <summary>Waits until the run has stored more than it had, or has ended, so that each kill meets a working sweep.</summary>
    private static async Task GoesOnAsync(ISweepStore store, SweepProcess run)
    {
        long? before = null;
        await Eventually.TrueAsync(
            async () =>
            {
                if (run.HasExited)
                    return true;
                var rows = await RowsAsync(store);
                before ??= rows;
                return rows > before;
            },
            "the sweep stores more trials",
            TimeSpan.FromMinutes(1));
    }

    private static async Task<long?> RowsAsync(ISweepStore store)
    {
        try
        {
            var sweeps = await store.ListSweepsAsync(new SweepFilter(), Cancellation);
            return sweeps.Count == 0 ? 0 : (await store.TotalTrialsAsync(sweeps[0].Id, Cancellation)).Rows;
        }
        catch (StoreException)
        {
            // No tables yet, or just killed.
            return null;
        }
    }
}
