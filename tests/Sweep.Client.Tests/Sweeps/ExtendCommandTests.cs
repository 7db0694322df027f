using System.Text.Json;
using Sweep.Client.Tests.Terminal;
using Sweep.Testing.Hosting;

namespace Sweep.Client.Tests.Sweeps;

/// <summary><c>sweep extend</c>, and sweeps that their budgets have ended, as the command line shows them.</summary>
public sealed class ExtendCommandTests : IDisposable
{
    private const string Grid = "name: grid\nparameters:\n  pattern: [circle, diamond]\n  learning_rate: [0.1, 0.01]\n  iterations: [30]\n  samples: [20]\nreplicates: 2\n";

    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData(Grid, "--add learning_rate=0.02", 12, 8, 4 * 30)]
    [InlineData(Grid, "--iterations 50", 16, 8, 8 * 50)]
    [InlineData(Grid + "budget: { trials: 4 }", "--trials 6", 6, 4, 2 * 30)]
    [InlineData("name: random\nparameters:\n  pattern: [circle]\n  learning_rate: { log: [0.01, 0.1] }\n  iterations: [30]\n  samples: [20]\nsampler: { kind: random, trials: 5 }\n", "--trials 7", 7, 5, 2 * 30)]
    public async Task Extend_EndedSweep_TrainsOnlyWhatIsNew(string spec, string options, int trials, int reused, int iterations)
    {
        var first = (await _cli.RunAsync("run", _cli.Write("spec.yaml", spec), "--json")).Json();
        var run = await _cli.RunAsync(["extend", "latest", "--json", .. options.Split(' ')]);
        Assert.Equal(0, run.ExitCode);
        var extended = run.Json();
        Assert.Equal((trials, reused), (extended.GetProperty("trials").GetProperty("completed").GetInt32(), extended.GetProperty("origins").GetProperty("reused").GetInt32()));
        var status = (await _cli.RunAsync("status", "latest", "--json")).Json();
        Assert.Equal(iterations, status.GetProperty("trained_iterations").GetInt32());
        Assert.Equal(first.GetProperty("sweep_id").GetString(), status.GetProperty("extends").GetString());

        // The bits are those of a sweep of all that, which trains it anew.
        var text = Assert.Single(await RowsAsync("SELECT spec_text FROM sweeps ORDER BY id DESC LIMIT 1", 0));
        Assert.Equal(0, (await _cli.RunAsync("run", _cli.Write("whole.json", text), "--no-reuse")).ExitCode);
        const string Losses = "SELECT number, best_loss FROM trials WHERE sweep_id = (SELECT id FROM sweeps ORDER BY id DESC LIMIT 1 OFFSET {0}) ORDER BY number";
        Assert.Equal(await RowsAsync(Losses, 1), await RowsAsync(Losses, 0));
    }

    [Fact]
    public async Task Extend_WrongUsage_SaysAllOfIt()
    {
        await _cli.RunAsync("run", _cli.Write("spec.yaml", Grid));
        async Task SaysAsync(string message, params string[] options)
        {
            var run = await _cli.RunAsync(["extend", "latest", .. options]);
            Assert.Equal((2, message + "\n"), (run.ExitCode, run.Error));
        }

        await SaysAsync("extend: has nothing to add; write --iterations, --trials or --add");
        await SaysAsync(
            "--trials: x must be a whole number from 1 to 1000000000000\n--add: rate must be a parameter's name, =, and values; write it as --add learning_rate=0.1,0.2",
            "--trials", "x", "--add", "rate");
        await SaysAsync("parameters.learning_rate: 0.1 is there already; leave it out", "--add", "learning_rate=0.1");
    }

    [Fact]
    public async Task Run_EndedByItsBudget_SaysSo()
    {
        var run = await _cli.RunAsync("run", _cli.Write("spec.yaml", Grid + "budget: { trials: 6 }"));
        Assert.Contains("grid completed: 6 completed", run.Output, StringComparison.Ordinal);
        Assert.Contains("Ended by budget.trials: so many trials were planned.", run.Output, StringComparison.Ordinal);
        Assert.Contains("by budget.trials: so many trials were planned", (await _cli.RunAsync("status", "latest")).Output, StringComparison.Ordinal);
        foreach (var json in (JsonElement[])[(await _cli.RunAsync("status", "latest", "--json")).Json(), (await _cli.RunAsync("list", "--json")).Json()[0]])
            Assert.Equal(("trials", 6), (json.GetProperty("ended_by").GetString(), json.GetProperty("planned_trials").GetInt32()));
        Assert.Equal(0, (await _cli.RunAsync("report", "latest", "--output", _cli.PathOf("report.html"))).ExitCode);
        var page = await File.ReadAllTextAsync(_cli.PathOf("report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("Ended by budget.trials: so many trials were planned; the whole search space is 8 trials.", page, StringComparison.Ordinal);
    }

    private async Task<IEnumerable<string>> RowsAsync(string sql, int offset)
    {
        var rows = await SqlRows.ReadAsync(
            _cli.Database, sql.Replace("{0}", $"{offset}", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        return [.. rows.Select(row => string.Join(' ', row.Values))];
    }
}
