using System.Text.Json;
using Sweep.Client.Tests.Terminal;
using Sweep.Testing;
using Sweep.Testing.Hosting;

namespace Sweep.Client.Tests.Running;

/// <summary>A user's own table, from its file to what was learnt quickly.</summary>
public sealed class DataSweepTests : IDisposable
{
    private const string Moons =
        "x,height,kind\n0,1,0\n0.5,0.9,0\n0.9,0.4,0\n1,0,0\n0,0.5,1\n0.1,0.1,1\n0.5,-0.3,1\n1,-0.5,1\n1.5,-0.3,1\n1.9,0.1,1\n2,0.5,1\n-0.5,0.9,0\n-1,0,0\n-0.9,0.4,0\n";

    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Run_ExampleOfATable_TrainsOnItAndRanksItBesidePatterns()
    {
        var added = await _cli.RunAsync("data", "add", "breast-cancer", Repository.File("examples/data/breast-cancer.csv"), "--positive", "malignant");
        Assert.Equal((0, "breast-cancer is in "), (added.ExitCode, added.Error[..20]));
        var result = (await _cli.RunAsync("run", Repository.File("examples/data/breast-cancer.yaml"), "--json")).Json();
        Assert.Equal("completed", result.GetProperty("state").GetString());
        Assert.Equal(270, result.GetProperty("trials").GetProperty("completed").GetInt32());
        Assert.Equal(135, result.GetProperty("origins").GetProperty("prefix").GetInt32());
        var pattern = result.GetProperty("patterns").EnumerateArray().Single();
        Assert.Equal("breast-cancer", pattern.GetProperty("pattern").GetString());
        Assert.True(pattern.GetProperty("reached").GetInt32() > 0);
        var again = (await _cli.RunAsync("run", Repository.File("examples/data/breast-cancer.yaml"), "--json")).Json();
        Assert.Equal(270, again.GetProperty("origins").GetProperty("reused").GetInt32());
        var report = await _cli.RunAsync("report", "latest", "--output", _cli.PathOf("report.html"));
        Assert.Equal(0, report.ExitCode);
        Assert.Contains("breast-cancer", await File.ReadAllTextAsync(_cli.PathOf("report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, (await _cli.RunAsync("data", "remove", "breast-cancer")).ExitCode);
    }

    [Fact]
    public async Task Run_ObjectiveOfAccuracy_RanksByItAndDrawsNoTargetOfTheLoss()
    {
        var spec = _cli.Write(
            "spec.yaml",
            """
            name: accurate
            parameters: { pattern: [circle], learning_rate: [0.00001, 0.05], iterations: [1000], samples: [50] }
            objective: { metric: accuracy, goal: maximize }
            target: { accuracy: 0.8 }
            """);
        var run = await _cli.RunAsync("run", spec, "--json");
        Assert.Equal("completed", run.Json().GetProperty("state").GetString());
        var rows = await SqlRows.ReadAsync(
            _cli.Database, "SELECT final_accuracy, final_objective, best_objective, reached_at FROM trials ORDER BY number", TestContext.Current.CancellationToken);
        Assert.All(rows, row => Assert.Equal(row["final_accuracy"], row["final_objective"]));
        Assert.Null(rows[0]["reached_at"]);
        Assert.NotNull(rows[1]["reached_at"]);
        Assert.True((double)rows[1]["best_objective"]! >= 0.8 && (double)rows[0]["best_objective"]! < 0.8);
        Assert.Contains("reached: accuracy at or above 0.8", (await _cli.RunAsync("top", "latest", "--by", "learning_rate")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await _cli.RunAsync("report", "latest", "--output", _cli.PathOf("report.html"))).ExitCode);
        var page = await File.ReadAllTextAsync(_cli.PathOf("report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("accuracy 0.8 or more", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"target\"", page, StringComparison.Ordinal);
        Assert.Contains("Median iterations", page, StringComparison.Ordinal);

        await _cli.RunAsync("run", _cli.Write("spec.yaml", (await File.ReadAllTextAsync(spec, TestContext.Current.CancellationToken)).Split("target")[0]));
        Assert.Equal(0, (await _cli.RunAsync("report", "latest", "--output", _cli.PathOf("bare.html"))).ExitCode);
        var bare = await File.ReadAllTextAsync(_cli.PathOf("bare.html"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("Median iterations", bare, StringComparison.Ordinal);
        Assert.DoesNotContain("where none reached the target", bare, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_MisspeltPatternToADatabaseThatIsAway_IsToldAllTheSame()
    {
        var spec = _cli.Write("spec.yaml", "name: n\nparameters: { pattern: [cirlce], samples: [0] }\n");
        var run = await CliFixture.RunAsWrittenAsync(["submit", spec, "--database", "Host=127.0.0.1;Port=1;Database=none;Timeout=1"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("did you mean \"circle\"?", run.Error, StringComparison.Ordinal);
        Assert.Contains("parameters.samples[0]", run.Error, StringComparison.Ordinal);
        Assert.Contains("the database could not be read:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NameThatIsNeitherPatternNorDataSet_IsRefusedWithTheNearest()
    {
        var spec = _cli.Write("spec.yaml", "name: n\nparameters: { pattern: [moon], samples: [10] }\n");
        var without = await _cli.RunAsync("run", spec);
        Assert.Equal(2, without.ExitCode);
        Assert.Contains("moon is not a pattern or a data set of the database; known names: circle", without.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_cli.Database));
        await _cli.RunAsync("data", "add", "moons", _cli.Write("moons.csv", Moons));
        Assert.Contains("did you mean \"moons\"?", (await _cli.RunAsync("run", spec)).Error, StringComparison.Ordinal);
        Assert.Contains("did you mean \"moons\"?", (await _cli.RunAsync("submit", spec)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_OnATableOfTwoFeatures_DrawsItsPictures()
    {
        await _cli.RunAsync("data", "add", "moons", _cli.Write("moons.csv", Moons));
        var trained = await _cli.RunAsync(
            "train", "--pattern", "moons", "--scale", "minmax", "--iterations", "300", "--learning-rate", "0.05", "--plot", _cli.PathOf("pictures"));
        Assert.Equal(0, trained.ExitCode);
        Assert.StartsWith("moons: 14 samples of 2 features, scale minmax, learning rate 0.05, 4 hidden", trained.Output, StringComparison.Ordinal);
        Assert.Equal(["accuracy.png", "data.png", "loss.png", "prediction.png"], Directory.GetFiles(_cli.PathOf("pictures")).Select(Path.GetFileName).Order());
        Assert.DoesNotContain("is drawn", trained.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_OnATableOfOtherFeatures_DrawsItsCurvesAndSaysWhyNoMore()
    {
        await _cli.RunAsync("data", "add", "moons", _cli.Write("moons.csv", Moons), "--features", "x");
        var trained = await _cli.RunAsync("train", "--pattern", "moons", "--iterations", "10", "--plot", _cli.PathOf("pictures"), "--json");
        Assert.Equal(["accuracy.png", "loss.png"], Directory.GetFiles(_cli.PathOf("pictures")).Select(Path.GetFileName).Order());
        Assert.EndsWith("moons has 1 feature: its samples and what is predicted of them are drawn where there are 2\n", trained.Error, StringComparison.Ordinal);
        var json = trained.Json();
        Assert.Equal(("moons", 14, 2), (json.GetProperty("pattern").GetString(), json.GetProperty("samples").GetInt32(), json.GetProperty("hidden_weights").GetArrayLength()));
        Assert.Equal(JsonValueKind.Array, json.GetProperty("loss").ValueKind);
    }

    [Theory]
    [InlineData("--pattern: moon is no pattern and no data set of the database; did you mean moons? there are circle", "--pattern", "moon")]
    [InlineData("--samples: 15 must be at most 14", "--pattern", "moons", "--samples", "15")]
    [InlineData("--scale: robust is no scale; the scales are none, minmax, standard", "--pattern", "moons", "--scale", "robust")]
    [InlineData("--scale: none has no data set to scale; leave it out, or name a data set with --pattern", "--pattern", "circle", "--scale", "none")]
    public async Task Train_WrongUseOfATable_IsRefused(string expected, params string[] arguments)
    {
        await _cli.RunAsync("data", "add", "moons", _cli.Write("moons.csv", Moons));
        var run = await _cli.RunAsync(["train", .. arguments]);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(expected, run.Error, StringComparison.Ordinal);
    }
}
