using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Storage.Faults;
using Sweep.Storage.Sweeps;
using Sweep.Testing;

namespace Sweep.Client.Tests.Killing;

/// <summary>A real <c>sweep run</c> whose machine's clock is set in its midst: a restored machine, a wrong clock that is put right.</summary>
public sealed class SetClockTests : IDisposable
{
    private const string Spec = """
        name: clock
        parameters: { pattern: [circle], iterations: [100], samples: [50] }
        replicates: 200000
        record: { every: 100 }
        """;

    // More than were started or waited for their commit when the clock was set.
    private const long Further = 4_000;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(-60)]
    [InlineData(60)]
    public async Task Run_ClockIsSetInTheMidst_GoesOnAndLosesNothing(int minutes)
    {
        var clock = new SetClock(_folder);
        var database = _folder.File("a.db");
        using var run = SweepProcess.StartWith(clock.Variables, _folder.Path, "run", _folder.Write("spec.yaml", Spec), "--database", database, "--slots", "1");
        await using var store = SweepStores.Open(database, TimeProvider.System);
        Guid? sweep = null;
        await Eventually.TrueAsync(
            async () => run.HasExited || (
                File.Exists(database) && (sweep ??= await FindAsync(store)) is { } id && (await store.TotalTrialsAsync(id, Cancellation)).Rows > 0),
            "some trials are committed",
            TimeSpan.FromMinutes(3));
        Assert.False(run.HasExited);
        clock.Set(TimeSpan.FromMinutes(minutes));
        var before = (await store.TotalTrialsAsync(sweep!.Value, Cancellation)).Completed;
        await Eventually.TrueAsync(
            async () => run.HasExited || (await store.TotalTrialsAsync(sweep.Value, Cancellation)).Completed > before + Further,
            "it goes on",
            TimeSpan.FromMinutes(3));
        run.Interrupt();
        var outcome = await run.WaitAsync();
        Assert.True(outcome.ExitCode == 130, outcome.Errors);
        Assert.True((await store.TotalTrialsAsync(sweep.Value, Cancellation)).Completed > before + Further, outcome.Errors);
        Assert.Empty(await store.ReadLossesAsync(sweep.Value, Cancellation));
    }

    private static async Task<Guid?> FindAsync(ISweepStore store)
    {
        try
        {
            return (await store.ListSweepsAsync(new SweepFilter(), Cancellation)).SingleOrDefault()?.Id;
        }
        catch (StoreException)
        {
            // Its tables are not there yet.
            return null;
        }
    }
}
