using Sweep.Core.Sweeps;
using Sweep.Grains.Trainers;
using Sweep.Testing.Databases;
using Sweep.Testing.Hosting;

namespace Sweep.Testing.Tests.Hosting;

/// <summary>A class that trains points which do not have all parameters, on both databases.</summary>
public sealed class RuledSweepTests(PostgresFixture postgres)
{
    private const string Spec = """
        name: depending
        trainer: depending
        parameters:
          momentum: { values: [0.5, 0.9], when: { optimizer: [sgd] } }
          optimizer: [sgd, adam]
          steps: [2, 4]
        constraints: ["steps > 2 or optimizer == 'sgd'"]
        replicates: 2
        """;

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_OnEitherStore_HasTheSameTrialsWithTheParametersThatTheyHave()
    {
        var (onPostgres, onSqlite) = (await RunAsync(new SweepTestHostOptions { Postgres = postgres }), await RunAsync(new SweepTestHostOptions()));
        Assert.Equal(onPostgres, onSqlite);
        Assert.Equal(10, onSqlite.Count);
        Assert.Equal("0 momentum=0.5, optimizer=sgd, steps=2 0.5", onSqlite[0]);
        Assert.Equal("9 optimizer=adam, steps=4 0.7", onSqlite[^1]);
    }

    private async Task<IReadOnlyList<string>> RunAsync(SweepTestHostOptions options)
    {
        options.Trainers.Add(NamedTrainer.Of<Depending>());
        await using var host = await SweepTestHost.StartAsync(options, _cancellation);
        var sweep = await host.RunAsync(Spec, _cancellation);
        Assert.Equal(SweepState.Completed, sweep.State);
        return [.. (await host.ReadTrialsAsync(sweep.Id, _cancellation)).Select(trial =>
            FormattableString.Invariant($"{trial.Trial.Number} {string.Join(", ", trial.Trial.Point.Names.Order(StringComparer.Ordinal).Select(name => $"{name}={trial.Trial.Point[name]}"))} {trial.FinalObjective}"))];
    }
}
