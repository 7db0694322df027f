using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Grains.Hosting;
using Sweep.Storage.Databases;

namespace Sweep.Testing;

/// <summary>What one process, never disturbed, leaves of a sweep: what every disturbed run must leave too (<see cref="SweepResults"/>).</summary>
public static class CalmRun
{
    /// <summary>Of a silo in this process.</summary>
    public static async Task<IReadOnlyList<string>> OfSiloAsync(SweepSpec spec, EmbeddedSiloOptions? options = null, GatheredHistory? history = null)
    {
        using var folder = new TemporaryFolder();
        var database = folder.File("calm.db");
        await using var store = SweepStores.Open(database, TimeProvider.System);
        await store.MigrateAsync(CancellationToken.None);
        var sweep = await TestSweeps.SubmitAsync(store, spec, history);
        await using (var silo = await EmbeddedSilo.StartAsync(store, options ?? new EmbeddedSiloOptions(), CancellationToken.None))
        {
            if (!(await silo.TakeUpAsync(sweep.Id, CancellationToken.None)).Acquired)
                throw new InvalidOperationException("a new sweep was not taken up");
            await TestSweeps.CompletedAsync(store, sweep.Id);
        }

        return await SweepResults.ReadAsync(database, sweep.Id);
    }

    /// <summary>Of the real program; <paramref name="spec"/> is a file in <paramref name="folder"/>, and so is its database, calm.db.</summary>
    public static async Task<IReadOnlyList<string>> OfProgramAsync(TemporaryFolder folder, string spec)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var outcome = await SweepProcess.RunAsync(folder.Path, "run", spec, "--database", "calm.db");
        if (outcome.ExitCode != 0)
            throw new InvalidOperationException($"a calm run ended with {outcome.ExitCode}: {outcome.Errors}");
        var database = folder.File("calm.db");
        return await SweepResults.ReadAsync(database, (await SweepResults.OnlySweepAsync(database)).Id);
    }
}
