using System.Diagnostics;
using System.Globalization;
using Sweep.Core.Sweeps;
using Sweep.Storage.Databases;
using Sweep.Storage.Faults;
using Sweep.Storage.Sweeps;
using Sweep.Testing;

namespace Sweep.Client.Tests.Killing;

/// <summary>The promise that matters most: a process killed at any moment loses nothing and changes nothing.</summary>
public sealed class KilledSweepTests : IDisposable
{
    // About two seconds of training on one core: long enough to be killed often in the middle, in many commits.
    private const string Spec = """
        name: killed
        parameters:
          pattern: [circle, diamond, centered_square, thick_right_angle, thin_right_angle]
          learning_rate: [0.001, 0.003, 0.01]
          iterations: [500, 2000]
          samples: [100, 1000]
        replicates: 10
        record: { every: 3 }
        """;

    private const long Planned = 5 * 3 * 2 * 2 * 10;

    private readonly TemporaryFolder _folder = new();

    public KilledSweepTests() => _folder.Write("spec.yaml", Spec);

    public void Dispose() => _folder.Dispose();

    /// <summary>How many kills each test makes; <c>SWEEP_TEST_KILLS</c> sets more for a long run.</summary>
    private static int Kills { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("SWEEP_TEST_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 12;

    [Fact]
    public async Task Run_KilledAtManyMoments_EndsWithThePlannedTrialsAndTheSameBits()
    {
        var calm = await CalmResultsAsync();
        var random = new Random(1241);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = Run("killed.db");
            await LiveAsync(process, TimeSpan.FromMilliseconds(random.Next(100, 2500)));
            process.Kill();
            await process.WaitAsync();
        }

        await AssertResumesToAsync(calm, "killed.db");
    }

    [Fact]
    public async Task Run_KilledWhileItsDatabaseIsMade_StartsAgain()
    {
        var calm = await CalmResultsAsync();
        var random = new Random(4);
        for (var kill = 0; kill < Kills; kill++)
        {
            var database = string.Create(CultureInfo.InvariantCulture, $"first-{kill}.db");
            using var process = Run(database);
            await Eventually.TrueAsync(() => File.Exists(_folder.File(database)) || process.HasExited, "the database file appears");
            await LiveAsync(process, TimeSpan.FromMilliseconds(random.Next(0, 250)));
            process.Kill();
            await process.WaitAsync();
            if (kill % 4 == 0)
            {
                await AssertResumesToAsync(calm, database);
                continue;
            }

            // The others need only show that the next start gets through the schema.
            await using var store = SweepStores.Open(_folder.File(database), TimeProvider.System);
            await store.MigrateAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
            Assert.InRange((await store.ListSweepsAsync(new SweepFilter(), CancellationToken.None)).Count, 0, 1);
        }
    }

    [Fact]
    public async Task Run_SecondProcessOnTheSameSweep_SaysWhoOwnsItAndHarmsNothing()
    {
        // Long enough, on one slot, that the first is still at it when the second has started.
        _folder.Write("long.yaml", Spec.Replace("replicates: 10", "replicates: 30", StringComparison.Ordinal));
        string[] command = ["run", "long.yaml", "--resume", "--slots", "1", "--database", "shared.db"];
        using var first = SweepProcess.Start(_folder.Path, command);
        await Eventually.TrueAsync(async () => File.Exists(_folder.File("shared.db")) && await IsOwnedAsync("shared.db"), "the sweep is owned");
        var second = await SweepProcess.RunAsync(_folder.Path, command);
        Assert.False(first.HasExited, "the first ended before the second looked");
        Assert.True(second.ExitCode == 1, second.Output + second.Errors);
        Assert.Contains("process " + first.Id.ToString(CultureInfo.InvariantCulture), second.Errors, StringComparison.Ordinal);

        Assert.Equal(0, (await first.WaitAsync()).ExitCode);
        var sweep = await SweepResults.OnlySweepAsync(_folder.File("shared.db"));
        Assert.Equal(SweepState.Completed, sweep.State);
        Assert.Equal(3 * Planned, (await SweepResults.ReadAsync(_folder.File("shared.db"), sweep.Id)).Count);
    }

    [Fact]
    public async Task Run_Interrupted_GivesTheSweepBackAtOnceAndResumeEndsIt()
    {
        var calm = await CalmResultsAsync();
        using var process = Run("interrupted.db");
        await Eventually.TrueAsync(async () => File.Exists(_folder.File("interrupted.db")) && await IsOwnedAsync("interrupted.db"), "the sweep is owned");
        process.Interrupt();
        var outcome = await process.WaitAsync();
        Assert.Equal(130, outcome.ExitCode);
        var sweep = await SweepResults.OnlySweepAsync(_folder.File("interrupted.db"));
        Assert.Null(sweep.Owner);
        Assert.Contains($"sweep resume {sweep.Id:d}", outcome.Errors, StringComparison.Ordinal);
        await using (var store = SweepStores.Open(_folder.File("interrupted.db"), TimeProvider.System))
            Assert.Empty(await store.ReadLeasesAsync(sweep.Id, CancellationToken.None));

        var resumed = await SweepProcess.RunAsync(_folder.Path, "resume", sweep.Id.ToString("d"), "--database", "interrupted.db");
        Assert.Equal(0, resumed.ExitCode);
        Assert.Equal(calm, await SweepResults.ReadAsync(_folder.File("interrupted.db"), sweep.Id));
    }

    private SweepProcess Run(string database) =>
        SweepProcess.Start(_folder.Path, "run", "spec.yaml", "--resume", "--database", database);

    // The moment of the kill is the test's input, not a wait for something.
    private static async Task LiveAsync(SweepProcess process, TimeSpan life)
    {
        var end = Stopwatch.GetTimestamp() + (long)(life.TotalSeconds * Stopwatch.Frequency);
        await Eventually.TrueAsync(() => process.HasExited || Stopwatch.GetTimestamp() >= end, "the moment has come");
    }

    private async Task<bool> IsOwnedAsync(string database)
    {
        await using var store = SweepStores.Open(_folder.File(database), TimeProvider.System);
        try
        {
            var sweeps = await store.ListSweepsAsync(new SweepFilter(), CancellationToken.None);
            return sweeps is [{ Owner: not null }];
        }
        catch (StoreException)
        {
            return false; // its schema is still being made
        }
    }

    private async Task<IReadOnlyList<string>> CalmResultsAsync()
    {
        var results = await CalmRun.OfProgramAsync(_folder, "spec.yaml");
        Assert.Equal(Planned, results.Count);
        return results;
    }

    private async Task AssertResumesToAsync(IReadOnlyList<string> calm, string database)
    {
        var outcome = await SweepProcess.RunAsync(_folder.Path, "run", "spec.yaml", "--resume", "--database", database);
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        var path = _folder.File(database);

        // A kill before the sweep was stored leaves none, and one after its end makes --resume begin another: each ended one must be whole.
        await using var store = SweepStores.Open(path, TimeProvider.System);
        var sweeps = await store.ListSweepsAsync(new SweepFilter(), CancellationToken.None);
        Assert.NotEmpty(sweeps);
        foreach (var sweep in sweeps.Where(s => s.State == SweepState.Completed))
        {
            Assert.Equal(calm, await SweepResults.ReadAsync(path, sweep.Id));
            Assert.Empty(await store.ReadLeasesAsync(sweep.Id, CancellationToken.None));
        }

        Assert.All(sweeps, sweep => Assert.Equal(SweepState.Completed, sweep.State));
    }
}
