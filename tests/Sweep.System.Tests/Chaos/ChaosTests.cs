using System.Globalization;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Storage;
using Sweep.Storage.Faults;
using Sweep.Testing;

namespace Sweep.SystemTests.Chaos;

/// <summary>Faults done to real processes while sweeps run: whatever happens, what is stored at the end is what calm runs store.</summary>
public sealed class ChaosTests
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(6);

    private static readonly SweepSpec Spec = new(
        "chaos",
        [
            PerceptronParameters.Patterns([.. Enum.GetValues<Pattern>()]),
            PerceptronParameters.LearningRates([0.0003, 0.001, 0.003]),
            PerceptronParameters.Counts(PerceptronParameters.Iterations, [500, 5000, 20000]),
            PerceptronParameters.Counts(PerceptronParameters.Samples, [100, 1000, 3000]),
            PerceptronParameters.Counts(PerceptronParameters.Hidden, [4]),
        ],
        ChaosSettings.Replicates,
        RecordEvery: 10);

    /// <summary>Beside it, a search that sees results and stops trials early.</summary>
    private static readonly SweepSpec Search = SearchSpecs.Searched("search");

    private static readonly Lazy<Task<IReadOnlyList<string>[]>> Calm = new(
        async () => [await CalmRun.OfSiloAsync(Spec), await CalmRun.OfSiloAsync(Search)]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Sweep_ThroughEveryFault_EndsAsACalmRun() =>
        RunAsync([.. Enumerable.Repeat(Enum.GetValues<ChaosFault>(), ChaosSettings.Rounds).SelectMany(faults => faults)]);

    [Fact]
    public Task Sweep_ThroughTenKillsAndADatabaseRestart_EndsAsACalmRun() =>
        RunAsync([.. Enumerable.Repeat(ChaosFault.KillSilo, 5), ChaosFault.RestartDatabase, .. Enumerable.Repeat(ChaosFault.KillSilo, 5)]);

    [Fact]
    public Task Sweep_WithASiloCutFromTheOtherSilosOnly_IsRidOfItAndEndsAsACalmRun() => RunAsync(
        [ChaosFault.CutFromSilos],
        async chaos =>
        {
            var silo = Assert.Single(chaos.CutOff);
            await Eventually.TrueAsync(
                async () => silo.Process.HasExited && await chaos.Cluster.StatusOfAsync(silo.Silo) == SiloStatus.Dead,
                "the silo that is cut off from the others is declared dead, and ends");
        });

    private static async Task RunAsync(ChaosFault[] faults, Func<ChaosCluster, Task>? check = null)
    {
        var calm = await Calm.Value;
        var random = new Random(ChaosSettings.Seed);
        random.Shuffle(faults);
        await using var chaos = await ChaosCluster.StartAsync(random, Cancellation);
        var store = chaos.Cluster.Store;
        var (sweep, search) = (await TestSweeps.SubmitAsync(store, Spec), await TestSweeps.SubmitAsync(store, Search));
        for (var fault = 0; fault < faults.Length; fault++)
        {
            // Spread over the first three quarters, so that each meets a working cluster.
            var due = sweep.PlannedTrials * 3 * (fault + 1) / 4 / (faults.Length + 1);
            await Eventually.TrueAsync(
                async () =>
                {
                    chaos.RequireNoOtherEnds();
                    return await RowsAsync(store, sweep.Id) >= due;
                },
                $"{due} trials are stored, after {Said(faults[..fault])}",
                EndLimit);
            await chaos.InjectAsync(faults[fault], Cancellation);
            TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{faults[fault]} at {due} trials"));
        }

        await chaos.CalmDownAsync(
            async () => await IsOverAsync(store, sweep.Id) && await IsOverAsync(store, search.Id),
            $"the sweeps are completed and no lease is left, after {Said(faults)}",
            EndLimit);
        var expected = new Dictionary<Guid, IReadOnlyList<string>> { [sweep.Id] = calm[0], [search.Id] = calm[1] };
        var found = await StoreChecker.FindFaultsAsync(chaos.Cluster.Connection, expected);
        Assert.True(found.Count == 0, $"after {Said(faults)}:\n{string.Join('\n', found)}");
        if (check is not null)
            await check(chaos);
    }

    private static async Task<bool> IsOverAsync(ISweepStore store, Guid sweep) =>
        (await store.FindSweepAsync(sweep, Cancellation))!.State == SweepState.Completed && (await store.ReadLeasesAsync(sweep, Cancellation)).Count == 0;

    private static string Said(ChaosFault[] faults) => faults.Length == 0 ? "no fault" : string.Join(", ", faults);

    /// <summary>0 while the database is away.</summary>
    private static async Task<long> RowsAsync(ISweepStore store, Guid sweep)
    {
        try
        {
            return (await store.TotalTrialsAsync(sweep, Cancellation)).Rows;
        }
        catch (StoreException failure) when (failure.IsTransient)
        {
            return 0;
        }
    }
}
