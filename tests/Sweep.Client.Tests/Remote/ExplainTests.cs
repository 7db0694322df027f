using Sweep.Core.Trials;

namespace Sweep.Client.Tests.Remote;

/// <summary>What <c>explain</c> says, by a database and by its server.</summary>
public sealed class ExplainTests(ServedDatabase served) : IClassFixture<ServedDatabase>
{
    [Fact]
    public async Task Explain_TrialsOfAPrunedSweep_SaysASentenceARung()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var trials = await served.Store.ReadTrialsAsync(served.Pruned.Id, cancellation).ToListAsync(cancellation);
        var (stopped, whole) = (trials.First(trial => trial.State == TrialState.Pruned), trials.First(trial => trial.State == TrialState.Completed));
        var run = await served.SameAsync("explain", $"{served.Pruned.Id:d}", $"{stopped.Trial.Number}");
        var lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.Equal((0, $"trial {stopped.Trial.Number}: pruned"), (run.ExitCode, lines[0]));
        Assert.Matches(@"^\d+ steps: pruned, with loss [0-9.]+, place \d of \d+ points of cohorts 0 to \d, of which the best \d go on \(loss [0-9.]+ or less\)$", lines[^1]);
        Assert.All(lines[1..^1], line => Assert.Contains(" steps: kept, ", line, StringComparison.Ordinal));

        var rungs = (await served.SameAsync("explain", $"{served.Pruned.Id:d}", $"{whole.Trial.Number}", "--json")).Json();
        Assert.Equal(("completed", "asha"), (rungs.GetProperty("state").GetString(), rungs.GetProperty("pruner").GetString()));
        Assert.All(rungs.GetProperty("rungs").EnumerateArray(), rung => Assert.Equal("kept", rung.GetProperty("decision").GetString()));
        Assert.Equal([4, 12], rungs.GetProperty("rungs").EnumerateArray().Select(rung => rung.GetProperty("step").GetInt32()));
    }

    [Fact]
    public async Task Explain_SweepWithoutAPrunerOrNumberItHasNot_SaysSo()
    {
        var run = await served.SameAsync("explain", $"{served.Done.Id:d}", "0");
        Assert.Equal((0, "trial 0: completed\nthe sweep has no pruner: every trial is trained to its end\n"), (run.ExitCode, run.Output));
        run = await served.SameAsync("explain", $"{served.Done.Id:d}", "8");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("number: 8 must be 0 to 7", run.Error, StringComparison.Ordinal);
    }
}
