using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Testing.Databases;
using Sweep.Testing.Hosting;

// One PostgreSQL server for all tests of this project, in a container where there is an engine. It starts when the first test
// asks for a database, and goes with the run.
[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Sweep.Examples.IntegrationTests;

/// <summary>How your own test starts a database and a silo, runs a sweep, and looks at what came of it.</summary>
public sealed class PatternSweepTests(PostgresFixture postgres)
{
    // Two patterns, a learning rate that learns and one that hardly does, each with two sets of seeds: eight trials.
    private const string Spec = """
        name: my-patterns
        parameters:
          pattern: [circle, thick_right_angle]
          learning_rate: [0.0001, 0.01]
          iterations: [2000]
          samples: [200]
        replicates: 2
        target: { loss: 0.3 }
        """;

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_RunToItsEnd_HasEveryPlannedTrialAndItsCurve()
    {
        // A new database on the shared server, and a silo on it.
        await using var host = await SweepTestHost.StartAsync(new SweepTestHostOptions { Postgres = postgres }, _cancellation);

        var sweep = await host.RunAsync(Spec, _cancellation);

        Assert.Equal(SweepState.Completed, sweep.State);
        var trials = await host.ReadTrialsAsync(sweep.Id, _cancellation);
        Assert.Equal(8, trials.Count);
        Assert.All(trials, trial => Assert.Equal(TrialState.Completed, trial.State));

        // The higher learning rate gets every pattern to the target, the lower one none.
        Assert.All(trials, trial => Assert.Equal(trial.Trial.Point[PerceptronParameters.LearningRate].Real == 0.01, trial.ReachedAt is not null));

        // A curve has the loss of every iteration; it ends lower than it began.
        var curves = await host.ReadCurvesAsync(sweep.Id, numbers: null, _cancellation);
        Assert.All(curves, curve => Assert.Equal(2000, curve.Loss.Length));
        Assert.All(curves, curve => Assert.True(curve.Loss[^1] < curve.Loss[0]));
    }

    [Fact]
    public async Task Sweep_AskedInSql_SaysWhichPatternsWereLearnt()
    {
        await using var host = await SweepTestHost.StartAsync(new SweepTestHostOptions { Postgres = postgres }, _cancellation);
        await host.RunAsync(Spec, _cancellation);

        var rows = await host.QueryAsync("SELECT pattern, trials, reached FROM pattern_convergence ORDER BY pattern", _cancellation);

        Assert.Equal(["circle", "thick_right_angle"], rows.Select(row => row["pattern"]));
        Assert.All(rows, row => Assert.Equal((4L, 2L), (row["trials"], row["reached"])));
    }

    [Fact]
    public async Task Sweep_WithoutAnyServer_RunsOnATemporarySqliteFile()
    {
        await using var host = await SweepTestHost.StartAsync(new SweepTestHostOptions { Slots = 1 }, _cancellation);

        var sweep = await host.RunAsync("{ name: tiny, parameters: { pattern: [diamond], iterations: [10], samples: [20] } }", _cancellation);

        var trial = Assert.Single(await host.ReadTrialsAsync(sweep.Id, _cancellation));
        Assert.Equal(10, trial.TrainedIterations);
    }

    [Fact]
    public async Task Spec_WithMistakes_IsRefusedWithAllOfThem()
    {
        await using var host = await SweepTestHost.StartAsync(new SweepTestHostOptions(), _cancellation);

        var refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => host.RunAsync("{ name: bad, parameters: { pattern: [circle], learning_rate: [-0.1], samples: [0] } }", _cancellation));

        Assert.Contains("parameters.learning_rate", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("parameters.samples", refusal.Message, StringComparison.Ordinal);
    }
}
