using Sweep.Core.Sweeps;
using Sweep.Core.Trials;
using Sweep.Grains.Trainers;
using Sweep.Testing.Databases;
using Sweep.Testing.Hosting;

namespace Sweep.Testing.Tests.Hosting;

public sealed class SweepTestHostTests(PostgresFixture postgres)
{
    private const string Spec = "{ name: tiny, parameters: { pattern: [circle, diamond], iterations: [20], samples: [20] }, replicates: 3 }";

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_OnEitherStore_GivesTheSameCurves()
    {
        await using var onPostgres = await SweepTestHost.StartAsync(new SweepTestHostOptions { Postgres = postgres }, _cancellation);
        await using var onSqlite = await SweepTestHost.StartAsync(new SweepTestHostOptions(), _cancellation);

        var first = await onPostgres.RunAsync(Spec, _cancellation);
        var second = await onSqlite.RunAsync(Spec, _cancellation);

        Assert.Equal((SweepState.Completed, SweepState.Completed), (first.State, second.State));
        var lines = await SweepResults.ReadAsync(onPostgres.Database, first.Id);
        Assert.Equal(6, lines.Count);
        Assert.Equal(lines, await SweepResults.ReadAsync(onSqlite.Database, second.Id));
    }

    [Fact]
    public async Task Start_OnADatabaseThatIsThere_FindsItsSweepsAgain()
    {
        var database = await postgres.CreateDatabaseAsync(_cancellation);
        Guid id;
        await using (var first = await SweepTestHost.StartAsync(new SweepTestHostOptions { Database = database }, _cancellation))
            id = (await first.RunAsync(Spec, _cancellation)).Id;

        await using var second = await SweepTestHost.StartAsync(new SweepTestHostOptions { Database = database }, _cancellation);

        Assert.Equal(6, (await second.ReadTrialsAsync(id, _cancellation)).Count);
        Assert.Equal(2, (await second.ReadCurvesAsync(id, [1, 4], _cancellation)).Count);
    }

    public static TheoryData<NamedTrainer, string> Halvings => new()
    {
        { NamedTrainer.Of<Halving>(), "halving" },
        { new NamedTrainer("halving", _ => new Halving()), "{ name: halving, resource: steps, prefix: true }" },
    };

    [Theory]
    [MemberData(nameof(Halvings), DisableDiscoveryEnumeration = true)]
    public async Task Run_TrainerOfOnesOwn_IsAsItsClassOrTheSpecSays(NamedTrainer trainer, string text)
    {
        await using var host = await SweepTestHost.StartAsync(new SweepTestHostOptions { Trainers = { trainer } }, _cancellation);
        var sweep = await host.RunAsync($"{{ name: halves, trainer: {text}, parameters: {{ start: [1.0, 4.0], steps: [2, 5] }}, target: {{ loss: 0.2 }} }}", _cancellation);
        Assert.Equal(SweepState.Completed, sweep.State);
        var trials = await host.ReadTrialsAsync(sweep.Id, _cancellation);
        Assert.Equal([0.25, 0.03125, 1, 0.125], trials.Select(trial => trial.FinalObjective));
        Assert.Equal([TrialOrigin.Prefix, TrialOrigin.Trained, TrialOrigin.Prefix, TrialOrigin.Trained], trials.Select(trial => trial.Origin));
        Assert.Equal([null, 3, null, 5], trials.Select(trial => trial.ReachedAt));
    }

    [Fact]
    public async Task Query_OfNull_GivesNull()
    {
        await using var host = await SweepTestHost.StartAsync(new SweepTestHostOptions(), _cancellation);

        var row = Assert.Single(await host.QueryAsync("SELECT 1 AS one, NULL AS unknown", _cancellation));

        Assert.Equal((1L, null), (row["one"], row["unknown"]));
    }

    [Fact]
    public async Task Start_WithAServerAndADatabase_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(
            () => SweepTestHost.StartAsync(new SweepTestHostOptions { Postgres = postgres, Database = "sweep.db" }, _cancellation));
}
