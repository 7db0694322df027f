using Sweep.Core.Data;
using Sweep.Core.Patterns;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Grains.Hosting;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Storage.DataSets;
using Sweep.Testing;
using Sweep.Testing.Databases;
using Sweep.Testing.Hosting;

namespace Sweep.Grains.Tests.Hosting;

/// <summary>Silos that train on tables of the database.</summary>
public sealed class DataSweepTests(PostgresFixture postgres) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sweep_OfDataSetsAndPatterns_HasTheBitsOfRunsMadeByHand(bool onServer)
    {
        var database = onServer ? await postgres.CreateDatabaseAsync(Cancellation) : _folder.File("sweep.db");
        await using var store = await OpenAsync(database);
        var (narrow, wide) = (Table(1, features: 1), Table(2, features: 20));
        var spec = Spec(("narrow", narrow), ("wide", wide)) with { Scale = FeatureScale.Minmax };
        await AddAsync(store, "narrow", narrow);
        await AddAsync(store, "wide", wide);
        await using var silo = await EmbeddedSilo.StartAsync(store, new EmbeddedSiloOptions { Slots = 2 }, Cancellation);
        var sweep = await RunAsync(silo, store, spec);
        Assert.Equal(SweepState.Completed, (await store.FindSweepAsync(sweep, Cancellation))!.State);

        var space = new SearchSpace(spec);
        var trials = await store.ReadTrialsAsync(sweep, Cancellation).ToListAsync(Cancellation);
        Assert.Equal(space.PlannedTrials, trials.Count);
        foreach (var trial in trials)
        {
            var planned = space.TrialAt(trial.Trial.Number);
            var table = planned.Data is null ? null : planned.Data.Hash == wide.Hash ? wide : narrow;
            using var run = new TrainingRun(new TrainingPlan(
                table is null ? PerceptronPoint.Of(planned.Point) : PerceptronPoint.OfData(planned.Point), planned.DataSeed, planned.InitSeed, 0.2)
            {
                Source = table is null ? null : new DataSource(table, FeatureScale.Minmax),
            });
            run.Advance(int.MaxValue, Cancellation);
            Assert.Equal(TrialState.Completed, trial.State);
            Assert.Equal(run.Result().FinalLoss, trial.FinalLoss);
        }

        var patterns = await SqlRows.ReadAsync(database, "SELECT DISTINCT pattern FROM trials ORDER BY pattern", Cancellation);
        Assert.Equal(["circle", "narrow", "wide"], patterns.Select(row => row["pattern"]));
    }

    [Fact]
    public async Task Sweep_NameOfOtherNumbers_TakesNoneOfTheResultsOfTheFormer()
    {
        await using var store = await OpenAsync(_folder.File("sweep.db"));
        var (former, present) = (Table(1, features: 3), Table(2, features: 3));
        await AddAsync(store, "points", former);
        await using var silo = await EmbeddedSilo.StartAsync(store, new EmbeddedSiloOptions { Slots = 2 }, Cancellation);
        await RunAsync(silo, store, Spec(("points", former)));
        Assert.Equal(16, await ReusedAsync(store, await RunAsync(silo, store, Spec(("points", former)))));
        Assert.Equal(8, await ReusedAsync(store, await RunAsync(silo, store, Spec(("points", former)) with { Scale = FeatureScale.None }))); // those of the circle
        Assert.True((await store.RemoveDataSetAsync("points", Cancellation)).IsContentRemoved);
        await AddAsync(store, "points", present);
        Assert.Equal(8, await ReusedAsync(store, await RunAsync(silo, store, Spec(("points", present)))));
    }

    [Fact]
    public async Task Sweep_WhoseNumbersAreGone_FailsTheirTrialsAndSaysWhatHelps()
    {
        var database = _folder.File("sweep.db");
        await using var store = await OpenAsync(database);
        var table = Table(1, features: 3);
        await AddAsync(store, "points", table);
        var sweep = await TestSweeps.SubmitAsync(store, Spec(("points", table)));
        await SqlRows.ReadAsync(database, "PRAGMA foreign_keys = OFF; DELETE FROM data_set_contents", Cancellation);
        await using var silo = await EmbeddedSilo.StartAsync(store, new EmbeddedSiloOptions { Slots = 2 }, Cancellation);
        await silo.TakeUpAsync(sweep.Id, Cancellation);
        await TestSweeps.EndAsync(silo, sweep.Id, Cancellation);
        var trials = await store.ReadTrialsAsync(sweep.Id, Cancellation).ToListAsync(Cancellation);
        Assert.Equal(8, trials.Count(trial => trial.State == TrialState.Completed));
        Assert.All(
            trials.Where(trial => trial.State == TrialState.Failed),
            trial => Assert.Contains($"the numbers with the hash {table.Hash} are not in the database: add their data set", trial.Error, StringComparison.Ordinal));
        Assert.Equal(8, trials.Count(trial => trial.State == TrialState.Failed));
    }

    private static async Task<ISweepStore> OpenAsync(string database)
    {
        var store = SweepStores.Open(database, TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        return store;
    }

    private static async Task AddAsync(ISweepStore store, string name, DataTable table) =>
        await store.AddDataSetAsync(new NewDataSet(name, table, "label", "1", "points.csv"), Cancellation);

    private static DataTable Table(int seed, int features)
    {
        var random = new Random(seed);
        var values = Enumerable.Range(0, 60 * features).Select(_ => random.NextDouble() * 10).ToArray();
        return new DataTable([.. Enumerable.Range(0, features).Select(k => $"x{k}")], values, [.. values.Chunk(features).Select(row => row[0] > 5)]);
    }

    /// <summary>Two stops, two sizes, two replicates of each data set and of the circle.</summary>
    private static SweepSpec Spec(params (string Name, DataTable Table)[] sets)
    {
        var grid = TestSweeps.Grid("data", [Pattern.Circle], [50, 100], [20, 60], replicates: 2) with { Reuse = ReuseScope.Database };
        var patterns = grid.Find(PerceptronParameters.Pattern)!;
        return grid with
        {
            Parameters = grid.Parameters.Replace(
                patterns, patterns with { Values = [.. patterns.Values, .. sets.Select(set => ParameterValue.FromText(set.Name))] }),
            Data = grid.Data.AddRange(sets.Select(set => KeyValuePair.Create(set.Name, set.Table.Reference))),
        };
    }

    private static async Task<long> ReusedAsync(ISweepStore store, Guid sweep) => (await store.TotalTrialsAsync(sweep, Cancellation)).Reused;

    private static async Task<Guid> RunAsync(EmbeddedSilo silo, ISweepStore store, SweepSpec spec)
    {
        var sweep = await TestSweeps.SubmitAsync(store, spec);
        Assert.True((await silo.TakeUpAsync(sweep.Id, Cancellation)).Acquired);
        await TestSweeps.EndAsync(silo, sweep.Id, Cancellation);
        return sweep.Id;
    }
}
