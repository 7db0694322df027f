using System.Text.Json;
using Sweep.Client.Tests.Terminal;
using Sweep.Testing;
using Sweep.Testing.Hosting;

namespace Sweep.Client.Tests.Running;

/// <summary>Sweeps with conditions and constraints, from the spec to tables and files.</summary>
public sealed class RuledSweepTests : IDisposable
{
    private const string Bounded = """
        name: bounded
        parameters:
          pattern: [circle, diamond]
          learning_rate: { log: [0.001, 0.1], count: 3 }
          iterations: [100, 1000]
          samples: [20]
        constraints: [learning_rate * iterations <= 10]
        target: { loss: 0.6 }
        """;

    // Its loss tells what it was given: 100 for sgd, momentum on top, 1 for adam.
    private const string Optimizers = """
        name: optimizers
        trainer: { command: [sh, FOLDER/train.sh, "${args}"], resource: epochs, prefix: true, deterministic: true }
        parameters:
          optimizer: [sgd, adam]
          momentum: { values: [0.5, 0.9], when: { optimizer: sgd } }
          rate: [0.1, 0.2]
          epochs: [1, 3]
        constraints: ["rate < 0.2 or optimizer == 'sgd' and momentum > 0.6"]
        """;

    private const string Script = """
        loss=1000; epochs=0
        for word in "$@"; do
          case "$word" in
            --optimizer=sgd) loss=100 ;;
            --optimizer=adam) loss=1 ;;
            --momentum=*) loss="$loss${word#--momentum=0}" ;;
            --epochs=*) epochs=${word#--epochs=} ;;
          esac
        done
        step=1
        while [ "$step" -le "$epochs" ]; do
          echo "@sweep {\"step\":$step,\"loss\":$loss}"
          step=$((step + 1))
        done
        """;

    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Run_ConstraintOnThePerceptron_TrainsWhatIsLeftAndSaysWhatIsNot()
    {
        var run = await _cli.RunAsync("run", _cli.Write("spec.yaml", Bounded), "--json");
        Assert.Contains("2 of 12 points are left out by constraints (learning_rate * iterations <= 10: 2)", run.Error, StringComparison.Ordinal);
        Assert.Equal(10, run.Json().GetProperty("trials").GetProperty("completed").GetInt32());
        Assert.Equal(10, run.Json().GetProperty("origins").GetProperty("trained").GetInt32());
        var broken = await ReadAsync("SELECT number FROM trials WHERE learning_rate * iterations > 10.000001");
        Assert.Empty(broken);
        foreach (var by in new[] { "pattern", "learning_rate", "iterations" })
        {
            // Of trials that differ in iterations alone the longest counts, but where iterations are told apart.
            var rows = (await _cli.RunAsync("top", "latest", "--by", by, "--json")).Json().GetProperty("rows").EnumerateArray();
            Assert.Equal(by == "iterations" ? 10 : 6, rows.Sum(row => row.GetProperty("trials").GetInt32()));
        }

        Assert.Equal(0, (await _cli.RunAsync("report", "latest", "--output", _cli.PathOf("report.html"))).ExitCode);
        Assert.Contains(
            "learning_rate * iterations &lt;= 10", await File.ReadAllTextAsync(_cli.PathOf("report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ConstraintAddedToASweep_TrainsNothingAgain()
    {
        await _cli.RunAsync("run", _cli.Write("all.yaml", Bounded.Replace("constraints: [learning_rate * iterations <= 10]", "reuse: none", StringComparison.Ordinal)), "--json");
        var origins = (await _cli.RunAsync("run", _cli.Write("some.yaml", Bounded), "--json")).Json().GetProperty("origins");
        Assert.Equal((10, 0), (origins.GetProperty("reused").GetInt32(), origins.GetProperty("trained").GetInt32()));
        var differing = await ReadAsync(
            "SELECT a.number FROM trials a WHERE NOT EXISTS (SELECT 1 FROM trials b WHERE b.sweep_id <> a.sweep_id AND b.parameters = a.parameters AND b.best_loss = a.best_loss) AND a.origin = 'reused'");
        Assert.Empty(differing);
    }

    [Fact]
    public async Task Run_ConditionsOnACommand_HandsItOnlyWhatATrialHas()
    {
        _cli.Write("train.sh", Script);
        var spec = _cli.Write("spec.yaml", Optimizers.Replace("FOLDER", Path.GetDirectoryName(_cli.Database)!, StringComparison.Ordinal));
        var run = await _cli.RunAsync("run", spec, "--json");
        Assert.Contains("4 of 12 points are left out by constraints", run.Error, StringComparison.Ordinal);
        Assert.Equal("completed", run.Json().GetProperty("state").GetString());

        // Trials that differ in epochs alone are one training, for no rule names epochs.
        Assert.Equal((4, 4), (run.Json().GetProperty("origins").GetProperty("trained").GetInt32(), run.Json().GetProperty("origins").GetProperty("prefix").GetInt32()));
        var rows = await ReadAsync("SELECT parameters, final_objective FROM trials ORDER BY number");
        Assert.Equal(
            [
                """{"optimizer":"sgd","momentum":0.5,"rate":0.1,"epochs":1} 100.5""", """{"optimizer":"sgd","momentum":0.5,"rate":0.1,"epochs":3} 100.5""",
                """{"optimizer":"sgd","momentum":0.9,"rate":0.1,"epochs":1} 100.9""", """{"optimizer":"sgd","momentum":0.9,"rate":0.1,"epochs":3} 100.9""",
                """{"optimizer":"sgd","momentum":0.9,"rate":0.2,"epochs":1} 100.9""", """{"optimizer":"sgd","momentum":0.9,"rate":0.2,"epochs":3} 100.9""",
                """{"optimizer":"adam","rate":0.1,"epochs":1} 1""", """{"optimizer":"adam","rate":0.1,"epochs":3} 1""",
            ],
            rows.Select(row => FormattableString.Invariant($"{row["parameters"]} {row["final_objective"]}")));

        var top = (await _cli.RunAsync("top", "latest", "--by", "momentum", "--json")).Json().GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal([JsonValueKind.Null, JsonValueKind.Number, JsonValueKind.Number], top.Select(row => row.GetProperty("momentum").ValueKind));
        Assert.False(top[0].GetProperty("best").TryGetProperty("momentum", out _));
        Assert.Contains("–", (await _cli.RunAsync("top", "latest", "--by", "momentum")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await _cli.RunAsync("importance", "latest", "--json")).ExitCode);
        Assert.Equal(0, (await _cli.RunAsync("top", "latest", "--pareto", "loss,rate")).ExitCode);
        Assert.Equal(0, (await _cli.RunAsync("report", "latest", "--output", _cli.PathOf("report.html"))).ExitCode);
        Assert.Contains("where optimizer is sgd", await File.ReadAllTextAsync(_cli.PathOf("report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, (await _cli.RunAsync("export", "latest", "--output", _cli.PathOf("trials.csv"))).ExitCode);
        Assert.Equal(9, (await File.ReadAllLinesAsync(_cli.PathOf("trials.csv"), TestContext.Current.CancellationToken)).Length);
        Assert.Equal(0, (await _cli.RunAsync("export", "latest", "--output", _cli.PathOf("trials.parquet"))).ExitCode);
    }

    [Theory]
    [InlineData("random")]
    [InlineData("sobol")]
    public async Task Run_SampledPointsWithRules_MeetThemAndAreReused(string kind)
    {
        _cli.Write("train.sh", Script);
        string Spec(int trials) => Optimizers.Replace("FOLDER", Path.GetDirectoryName(_cli.Database)!, StringComparison.Ordinal)
            .Replace("rate: [0.1, 0.2]", "rate: { linear: [0.1, 0.3] }", StringComparison.Ordinal) + $"\nsampler: {{ kind: {kind}, trials: {trials}, seed: 2 }}\n";
        Assert.Equal(12, (await _cli.RunAsync("run", _cli.Write("few.yaml", Spec(12)), "--json")).Json().GetProperty("trials").GetProperty("completed").GetInt32());
        var origins = (await _cli.RunAsync("run", _cli.Write("more.yaml", Spec(20)), "--json")).Json().GetProperty("origins");
        Assert.Equal((12, 8), (origins.GetProperty("reused").GetInt32(), origins.GetProperty("trained").GetInt32()));
        Assert.Empty(await ReadAsync(
            """
            SELECT number FROM trials
            WHERE (parameters ->> 'optimizer' = 'adam') <> (parameters ->> 'momentum' IS NULL)
            OR NOT (parameters ->> 'rate' < 0.2 OR parameters ->> 'optimizer' = 'sgd' AND parameters ->> 'momentum' > 0.6)
            """));
    }

    [Fact]
    public async Task Run_ExampleOfConstraints_Completes()
    {
        var run = await _cli.RunAsync("run", Repository.File("examples/constraints.yaml"), "--json");
        Assert.Equal("completed", run.Json().GetProperty("state").GetString());
        Assert.Contains("points are left out by constraints", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_ConstraintsThatNoPointMeets_IsRefused()
    {
        var refused = await _cli.RunAsync("submit", _cli.Write("spec.yaml", Bounded.Replace("<= 10", "<= 0", StringComparison.Ordinal)));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("are met by none of 12 points (learning_rate * iterations <= 0: 12); loosen one, or search other values", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(_cli.Files, file => file.EndsWith(".db", StringComparison.Ordinal));
    }

    private Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ReadAsync(string sql) =>
        SqlRows.ReadAsync(_cli.Database, sql, TestContext.Current.CancellationToken);
}
