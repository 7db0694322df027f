using Sweep.Client.Tests.Terminal;
using Sweep.Testing.Hosting;

namespace Sweep.Client.Tests.Running;

/// <summary>Searches that begin with the results of sweeps that have ended.</summary>
public sealed class HistorySweepTests : IDisposable
{
    private const string First = """
        name: first
        parameters:
          pattern: [circle]
          learning_rate: { log: [0.001, 0.1], count: 4 }
          iterations: [40]
          samples: [20, 40, 200]
        replicates: 2
        """;

    private const string Then = """
        name: then
        parameters:
          pattern: [circle]
          learning_rate: { log: [0.001, 0.1] }
          iterations: [40]
          samples: { linear: [20, 60], step: 10 }
        sampler: { kind: tpe, trials: 6, seed: 4 }
        history: [FROM]
        """;

    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Run_HistoryOfADeletedSweep_SearchesByItsResultsAndSaysHowMany()
    {
        var first = (await _cli.RunAsync("run", _cli.Write("first.yaml", First), "--json")).Json().GetProperty("sweep_id").GetString()!;
        var then = _cli.Write("then.yaml", Then.Replace("FROM", "first", StringComparison.Ordinal));
        var run = await _cli.RunAsync("run", then);
        Assert.Equal((0, ""), (run.ExitCode, run.ExitCode == 0 ? "" : run.Error));
        Assert.Contains("the search begins with 8 points of 1 sweep; left out: 4 outside the space", run.Error, StringComparison.Ordinal);

        Assert.Equal(0, (await _cli.RunAsync("delete", first, "--yes")).ExitCode);
        var history = (await _cli.RunAsync("status", "latest", "--json")).Json().GetProperty("history");
        Assert.Equal((8, 4, 0), (history.GetProperty("points").GetInt32(), history.GetProperty("outside").GetInt32(), history.GetProperty("unfinished").GetInt32()));
        Assert.Equal(first, Assert.Single(history.GetProperty("sources").EnumerateArray()).GetProperty("sweep_id").GetString());
        Assert.Contains("begun with 8 points of 1 sweep; left out: 4 outside the space", Joined((await _cli.RunAsync("status", "latest")).Output), StringComparison.Ordinal);
        Assert.Equal(8, (await SqlRows.ReadAsync(_cli.Database, "SELECT place FROM search_history", TestContext.Current.CancellationToken)).Count);
        Assert.Equal(0, (await _cli.RunAsync("report", "latest", "--output", _cli.PathOf("report.html"))).ExitCode);
        Assert.Contains(
            "8 points of 1 sweep", await File.ReadAllTextAsync(_cli.PathOf("report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_TheSameHistory_IsTheSameSpecUntilAnotherResultIsThere()
    {
        var first = _cli.Write("first.yaml", First);
        await _cli.RunAsync("run", first);
        var then = _cli.Write("then.yaml", Then.Replace("FROM", "first", StringComparison.Ordinal));
        var submitted = (await _cli.RunAsync("submit", then, "--key", "k", "--json")).Json();
        Assert.Equal(8, submitted.GetProperty("history").GetProperty("points").GetInt32());
        var again = await _cli.RunAsync("submit", then, "--key", "k", "--json");
        Assert.Equal(submitted.GetProperty("sweep_id").GetString(), again.Json().GetProperty("sweep_id").GetString());

        var other = _cli.Write("other.yaml", First.Replace("replicates: 2", "data_seed: 7", StringComparison.Ordinal).Replace("name: first", "name: second", StringComparison.Ordinal));
        await _cli.RunAsync("run", other);
        _cli.Write("then.yaml", Then.Replace("FROM", "second, first", StringComparison.Ordinal));
        var both = await _cli.RunAsync("submit", then, "--key", "k");
        Assert.Equal(2, both.ExitCode);
        Assert.Contains("--key", both.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_HistoryThatCannotBe_IsRefusedWithAllThatIsWrong()
    {
        var without = await _cli.RunAsync("submit", _cli.Write("then.yaml", Then.Replace("FROM", "first", StringComparison.Ordinal)));
        Assert.Equal(2, without.ExitCode);
        Assert.Contains("history[0] (line 8, column 11): first is no sweep", Joined(without.Error), StringComparison.Ordinal);
        Assert.False(File.Exists(_cli.Database));

        var first = (await _cli.RunAsync("run", _cli.Write("first.yaml", First), "--json")).Json().GetProperty("sweep_id").GetString()!;
        var submitted = (await _cli.RunAsync("submit", _cli.Write("open.yaml", First.Replace("first", "open", StringComparison.Ordinal)), "--no-reuse", "--json")).Json();
        var wrong = Then.Replace("FROM", $"first, missing, '{first}', open", StringComparison.Ordinal).Replace("trials: 6", "trials: 0", StringComparison.Ordinal);
        var error = Joined((await _cli.RunAsync("submit", _cli.Write("then.yaml", wrong))).Error);
        Assert.Contains("(4 errors):", error, StringComparison.Ordinal);
        Assert.Contains("sampler.trials (line 7, column 31): 0 must be at least 1", error, StringComparison.Ordinal);
        Assert.Contains("history[1] (line 8, column 18): missing is no sweep of", error, StringComparison.Ordinal);
        Assert.Contains($"history[2] (line 8, column 27): {first} is the sweep of history[0]; leave one of them out", error, StringComparison.Ordinal);
        Assert.Contains("open is running, and its results are not all there; wait for its end, or cancel it", error, StringComparison.Ordinal);

        var outside = Then.Replace("FROM", "first", StringComparison.Ordinal).Replace("[0.001, 0.1]", "[0.2, 0.3]", StringComparison.Ordinal);
        error = Joined((await _cli.RunAsync("submit", _cli.Write("then.yaml", outside))).Error);
        Assert.Contains(
            "first has no result that fits: 12 points are outside the space (trial 0 has learning_rate 0.001, which is not in its range); leave it out", error,
            StringComparison.Ordinal);

        await _cli.RunAsync("cancel", submitted.GetProperty("sweep_id").GetString()!);
        await _cli.RunAsync("run", _cli.PathOf("first.yaml"));
        error = Joined((await _cli.RunAsync("submit", _cli.Write("then.yaml", Then.Replace("FROM", "first, open", StringComparison.Ordinal)))).Error);
        Assert.Contains("first is the name of 2 sweeps that have ended; write the id of one: ", error, StringComparison.Ordinal);
        Assert.Contains(first, error, StringComparison.Ordinal);
        error = Joined((await _cli.RunAsync("submit", _cli.Write("then.yaml", Then.Replace("FROM", "open", StringComparison.Ordinal)))).Error);
        Assert.Contains("open has no finished trial; leave it out", error, StringComparison.Ordinal);
    }

    private static string Joined(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
