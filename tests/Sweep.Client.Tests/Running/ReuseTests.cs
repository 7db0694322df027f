using Microsoft.Data.Sqlite;
using Sweep.Client.Running;
using Sweep.Client.Tests.Terminal;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Grains.Contracts;
using Sweep.Storage.Databases;
using Sweep.Storage.Trials;
using Sweep.Testing;

namespace Sweep.Client.Tests.Running;

/// <summary>Specs whose trials another sweep of the database has trained.</summary>
public sealed class ReuseTests : IDisposable
{
    private const string Spec = """
        name: reuse
        parameters:
          pattern: [circle, diamond]
          learning_rate: [0.01, 0.05]
          iterations: [30]
          samples: [20]
        replicates: 2
        target: { loss: 0.69 }
        """;

    private readonly CliFixture _cli = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Run_SameSpecAgain_TrainsNothingAndGivesTheSame()
    {
        var first = await RunAsync(Spec, trained: 8, reused: 0);
        var second = await RunAsync(Spec, trained: 0, reused: 8);

        Assert.Equal(await SweepResults.ReadAsync(_cli.Database, first), await SweepResults.ReadAsync(_cli.Database, second));
        var (before, after) = (await TrialsAsync(first), await TrialsAsync(second));
        Assert.Equal(
            before.Select(trial => trial with { SweepId = second, Attempt = 1, StartedAt = default, FinishedAt = default, Origin = default }),
            after.Select(trial => trial with { StartedAt = default, FinishedAt = default, Origin = default }));
        Assert.Equal(await TopAsync(first), await TopAsync(second));
    }

    [Fact]
    public async Task Run_SameSpecAgain_SaysSo()
    {
        await RunAsync(Spec, trained: 8, reused: 0);
        var again = await _cli.RunAsync("run", _cli.PathOf("spec.yaml"));
        Assert.Contains("reuse completed: 8 completed (8 reused) in ", again.Output, StringComparison.Ordinal);
        Assert.Contains(", 0.00 s of training", again.Output, StringComparison.Ordinal);
        Assert.Matches(@"results +8 reused", (await _cli.RunAsync("status", "latest")).Output);
        Assert.Equal(0, (await _cli.RunAsync("report", "latest", "--output", _cli.PathOf("report.html"))).ExitCode);
        Assert.Contains("<dt>reused</dt><dd>8</dd>", await File.ReadAllTextAsync(_cli.PathOf("report.html"), Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OneValueAdded_TrainsJustThat()
    {
        await RunAsync(Spec, trained: 8, reused: 0);
        var more = await RunAsync(Spec.Replace("0.05]", "0.05, 0.02]", StringComparison.Ordinal), trained: 4, reused: 8);
        Assert.All(await TrialsAsync(more), trial => Assert.Equal(
            trial.Trial.Point[PerceptronParameters.LearningRate].Real == 0.02, trial.Origin == TrialOrigin.Trained));

        using var alone = new CliFixture();
        Assert.Equal(0, (await alone.RunAsync("run", _cli.PathOf("spec.yaml"))).ExitCode);
        var calm = await SweepResults.OnlySweepAsync(alone.Database);
        Assert.Equal(await SweepResults.ReadAsync(alone.Database, calm.Id), await SweepResults.ReadAsync(_cli.Database, more));
    }

    [Fact]
    public async Task Run_BothSeedsMoved_TakesTheReplicatesWithTheSameSeeds()
    {
        await RunAsync(Spec, trained: 8, reused: 0);
        var moved = await RunAsync(Spec + "\ndata_seed: 1\ninit_seed: 1242", trained: 4, reused: 4);
        Assert.All(await TrialsAsync(moved), trial => Assert.Equal(trial.Trial.Replicate == 0, trial.Origin == TrialOrigin.Reused));
    }

    [Theory]
    [InlineData("target: { loss: 0.69 }", "target: { loss: 0.68 }")]
    [InlineData("name: reuse", "name: reuse\nrecord: { every: 2 }")]
    [InlineData("name: reuse", "name: reuse\ndata_seed: 1")]
    [InlineData("name: reuse", "name: reuse\ninit_seed: 1")]
    [InlineData("samples: [20]", "samples: [21]")]
    [InlineData("name: reuse", "name: reuse\nreuse: none")]
    public async Task Run_OtherContentOrReuseNone_TrainsAll(string written, string instead)
    {
        await RunAsync(Spec, trained: 8, reused: 0);
        await RunAsync(Spec.Replace(written, instead, StringComparison.Ordinal), trained: 8, reused: 0);
    }

    [Fact]
    public async Task Run_NoReuse_TrainsAll()
    {
        await RunAsync(Spec, trained: 8, reused: 0);
        await RunAsync(Spec, trained: 8, reused: 0, "--no-reuse");
    }

    [Fact]
    public async Task Submit_NoReuse_IsInTheSpec()
    {
        Assert.Equal(0, (await _cli.RunAsync("submit", _cli.Write("spec.yaml", Spec), "--no-reuse")).ExitCode);
        Assert.Equal(ReuseScope.None, (await SweepResults.OnlySweepAsync(_cli.Database)).Spec.Reuse);
    }

    [Fact]
    public async Task Run_FailedOrDeletedRows_AreTrained()
    {
        var first = await RunAsync(Spec, trained: 8, reused: 0);
        await ExecuteAsync($"UPDATE trials SET state = 'failed' WHERE sweep_id = '{first:d}' AND number = 3");
        await ExecuteAsync($"DELETE FROM loss_curves WHERE sweep_id = '{first:d}' AND number = 5");
        await ExecuteAsync($"DELETE FROM trials WHERE sweep_id = '{first:d}' AND number = 6");
        await RunAsync(Spec, trained: 3, reused: 5);
    }

    [Fact]
    public async Task Run_SpecOfAnotherSweepIsDamaged_IsPassedOver()
    {
        await RunAsync(Spec, trained: 8, reused: 0);
        var damaged = await RunAsync(Spec, trained: 0, reused: 8);
        await ExecuteAsync($"UPDATE sweeps SET spec = '[1,' WHERE id = '{damaged:d}'");
        await RunAsync(Spec, trained: 0, reused: 8);
    }

    [Fact]
    public async Task Run_TriggerThatRefusesCopies_TrainsInstead()
    {
        await RunAsync(Spec, trained: 8, reused: 0);
        await ExecuteAsync("CREATE TRIGGER mine BEFORE INSERT ON trials WHEN NEW.origin = 'reused' BEGIN SELECT RAISE(ABORT, 'not on my watch'); END");
        await RunAsync(Spec, trained: 8, reused: 0);
    }

    [Fact]
    public void ProgressLine_ReusedTrials_AreCounted()
    {
        var progress = new SweepProgress
        {
            Id = Guid.Empty,
            Name = "n",
            State = SweepState.Running,
            Planned = 2000,
            Completed = 1200,
            Fraction = 0.5,
            Reused = 1100,
        };
        Assert.Equal("1,200 of 2,000 trials (50 %, 1,100 reused)", ProgressText.Trials(progress));
        Assert.Equal("1,200 of 2,000 trials (50 %)", ProgressText.Trials(progress with { Reused = 0 }));
    }

    private async Task<Guid> RunAsync(string spec, int trained, int reused, params string[] options)
    {
        var run = await _cli.RunAsync(["run", _cli.Write("spec.yaml", spec), "--json", .. options]);
        Assert.True(run.ExitCode == 0, run.Error);
        var json = run.Json();
        Assert.Equal($$"""{"trained":{{trained}},"prefix":0,"reused":{{reused}}}""", json.GetProperty("origins").GetRawText());
        Assert.Equal(trained > 0, json.GetProperty("train_seconds").GetDouble() > 0);
        return json.GetProperty("sweep_id").GetGuid();
    }

    private async Task<List<TrialRecord>> TrialsAsync(Guid sweep)
    {
        await using var store = SweepStores.Open(_cli.Database, TimeProvider.System);
        return await store.ReadTrialsAsync(sweep, Cancellation).ToListAsync(Cancellation);
    }

    private async Task<string> TopAsync(Guid sweep) => (await _cli.RunAsync("top", $"{sweep:d}", "--json")).Json().GetProperty("rows").GetRawText();

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={_cli.Database};Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
