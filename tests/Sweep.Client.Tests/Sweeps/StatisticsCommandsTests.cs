using System.Text.Json;
using Sweep.Client.Tests.Service;
using Sweep.Client.Tests.Terminal;
using Sweep.Core.Trials;
using Sweep.Storage.Databases;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Client.Tests.Sweeps;

/// <summary>What commands say of whether differences are real, which parameters matter, and which trials none is better than.</summary>
public sealed class StatisticsCommandsTests : IAsyncLifetime
{
    private readonly CliFixture _cli = new();

    // 60 trials: circle gets there, sooner at greater rates; of diamond the last replicates are pruned, and the others take longer.
    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var store = SweepStores.Open(_cli.Database, TimeProvider.System);
        await store.MigrateAsync(cancellation);
        var sweep = await FilledSweeps.SubmitAsync(store, FilledSweeps.Spec(), []);
        await store.CommitAsync([.. Enumerable.Range(0, 60).Select(number => TrialOf(sweep, number))], [], cancellation);
    }

    public ValueTask DisposeAsync()
    {
        _cli.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Compare_TwoPatterns_TestsThemAndSaysSo()
    {
        var run = await _cli.RunAsync("top", "latest", "--compare");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"Log-rank test, stratified by replicate: χ² = \d+(\.\d+)? with 1 degree of freedom, p < ?0\.0001\.", run.Output);
        Assert.Contains("95 %", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Two by two", run.Output, StringComparison.Ordinal);
        Assert.Contains("6 pruned trials are not counted", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_LearningRatesInJson_HasGroupsAndPairs()
    {
        var top = (await _cli.RunAsync("top", "latest", "--compare", "--by", "learning_rate", "--json")).Json();

        Assert.Equal(6, top.GetProperty("pruned_left_out").GetInt64());
        var comparison = top.GetProperty("comparison");
        Assert.Equal((40, 2, 0), (comparison.GetProperty("horizon").GetInt32(), comparison.GetProperty("degrees").GetInt32(), comparison.GetProperty("groups_left_out").GetInt32()));
        Assert.Equal(["0.1", "0.01", "0.001"], comparison.GetProperty("groups").EnumerateArray().Select(group => group.GetProperty("name").GetString()));
        Assert.Equal(54, comparison.GetProperty("groups").EnumerateArray().Sum(group => group.GetProperty("runs").GetInt32()));
        Assert.Equal(3, comparison.GetProperty("pairs").GetArrayLength());
        Assert.All(comparison.GetProperty("pairs").EnumerateArray(), pair => Assert.True(
            pair.GetProperty("holm_p_value").GetDouble() >= pair.GetProperty("p_value").GetDouble()));
    }

    [Fact]
    public async Task Top_PrunedIncluded_CountsThem()
    {
        var top = (await _cli.RunAsync("top", "latest", "--include-pruned", "--json")).Json();
        Assert.Equal((60L, 0L), (top.GetProperty("rows").EnumerateArray().Sum(row => row.GetProperty("trials").GetInt64()), top.GetProperty("pruned_left_out").GetInt64()));
        Assert.Equal(JsonValueKind.Null, top.GetProperty("comparison").ValueKind);
        Assert.DoesNotContain("pruned", (await _cli.RunAsync("top", "latest", "--include-pruned")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Importance_PatternDecides_HasItFirst()
    {
        var json = (await _cli.RunAsync("importance", "latest", "--json")).Json();
        Assert.Equal((54, 6), (json.GetProperty("runs").GetInt32(), json.GetProperty("pruned_left_out").GetInt32()));
        var parameters = json.GetProperty("parameters").EnumerateArray().ToList();
        Assert.Equal(["learning_rate", "pattern"], parameters.Select(one => one.GetProperty("parameter").GetString()).Order());
        Assert.Equal(1, parameters.Sum(one => one.GetProperty("share").GetDouble()), 12);

        var run = await _cli.RunAsync("importance", "latest");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"({json.GetProperty("best").GetInt32()} of 54 runs)", run.Output, StringComparison.Ordinal);
        Assert.Contains("6 pruned trials are not counted", run.Output, StringComparison.Ordinal);
        Assert.Equal(60, (await _cli.RunAsync("importance", "latest", "--include-pruned", "--json")).Json().GetProperty("runs").GetInt32());
    }

    [Fact]
    public async Task Pareto_LossAndLearningRate_IsTheTrialsThatNoneIsBetterThan()
    {
        var front = (await _cli.RunAsync("top", "latest", "--pareto", "loss,learning_rate:max,reached_at", "--reference", "1,0,100", "--json")).Json();

        Assert.Equal(
            [("loss", "minimize"), ("learning_rate", "maximize"), ("reached_at", "minimize")],
            front.GetProperty("axes").EnumerateArray().Select(axis => (axis.GetProperty("name").GetString(), axis.GetProperty("goal").GetString())));
        double[][] points =
            [.. front.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToArray())];
        Assert.NotEmpty(points);
        Assert.All(points, one => Assert.DoesNotContain(points, other => other[0] < one[0] && other[1] >= one[1] && other[2] <= one[2]));
        Assert.Equal(points.Select(point => point[0]).Order(), points.Select(point => point[0]));
        Assert.Equal(54, front.GetProperty("trials").GetInt64() + front.GetProperty("without_value").GetInt64());
        Assert.Equal(6, front.GetProperty("pruned_left_out").GetInt64());
        Assert.True(front.GetProperty("hypervolume").GetDouble() > 0);

        var run = await _cli.RunAsync("top", "latest", "--pareto", "loss,learning_rate:max,reached_at", "--limit", "1");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("least loss, greatest learning_rate, least reached_at", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pareto_WithoutNames_WeighsTheObjectiveAndWhatATrialCosts()
    {
        var front = (await _cli.RunAsync("top", "latest", "--json", "--pareto")).Json();
        Assert.Equal(["loss", "train_seconds"], front.GetProperty("axes").EnumerateArray().Select(axis => axis.GetProperty("name").GetString()));
        Assert.NotEmpty(front.GetProperty("points").EnumerateArray());
    }

    [Theory]
    [InlineData("--by: pattern ranks values, and --pareto shows trials", "top", "latest", "--pareto", "loss,samples", "--by", "pattern")]
    [InlineData("--compare: compares values, and --pareto shows trials", "top", "latest", "--pareto", "loss,samples", "--compare")]
    [InlineData("--reference: 1,2 is a point of a front", "top", "latest", "--reference", "1,2")]
    [InlineData("--compare: iterations only makes a trial longer", "top", "latest", "--compare", "--by", "iterations")]
    [InlineData("--pareto: pattern is no number that trials of this sweep have", "top", "latest", "--pareto", "loss,pattern")]
    [InlineData("--pareto: los is no number that trials of this sweep have; did you mean loss?", "top", "latest", "--pareto", "los,samples")]
    [InlineData("--pareto: loss:up must end with :min or :max", "top", "latest", "--pareto", "loss:up,samples")]
    [InlineData("--pareto: loss is named twice", "top", "latest", "--pareto", "loss,loss")]
    [InlineData("--pareto: loss must be 2 to 6 names", "top", "latest", "--pareto", "loss")]
    [InlineData("--reference: x must be a finite number", "top", "latest", "--pareto", "loss,samples", "--reference", "1,x")]
    [InlineData("--reference: 1 must be 2 numbers", "top", "latest", "--pareto", "loss,samples", "--reference", "1")]
    public async Task Command_WithWrongOptions_SaysWhat(string message, params string[] args)
    {
        var run = await _cli.RunAsync(args);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfTwoPatterns_SaysWhetherTheyAreDifferent()
    {
        Assert.Equal(0, (await _cli.RunAsync("report", "latest", "--output", _cli.PathOf("r.html"))).ExitCode);
        var page = await File.ReadAllTextAsync(_cli.PathOf("r.html"), TestContext.Current.CancellationToken);
        Assert.Contains("Are they really different?", page, StringComparison.Ordinal);
        Assert.Contains("Log-rank test, stratified by replicate", page, StringComparison.Ordinal);
        Assert.Contains("6 pruned trials are in no table here", page, StringComparison.Ordinal);
    }

    private static FinishedTrial TrialOf(SweepRecord sweep, long number)
    {
        var trial = FilledSweeps.Trial(sweep, number);
        var (isDiamond, rate, replicate) = (number >= 30, (int)(number / 10 % 3), (int)(number % 10));
        if (isDiamond && replicate >= 8)
            return trial with { State = TrialState.Pruned, TrainedIterations = 10 };
        var reached = (isDiamond ? 25 : 12) + replicate - 4 * rate;
        return trial with { ReachedAt = reached < 30 ? reached : null };
    }
}
