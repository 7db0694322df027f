using System.Text.Json;
using Sweep.Client.Tests.Terminal;

namespace Sweep.Client.Tests.Running;

public sealed class RunCommandTests(CliFixture cli) : IClassFixture<CliFixture>
{
    private const string Small = """
        name: small
        parameters:
          pattern: [circle, diamond]
          learning_rate: [0.01, 0.05]
          iterations: [300, 600]
          samples: [50]
        replicates: 2
        target: { loss: 0.5 }
        reuse: none
        """;

    [Fact]
    public async Task Run_OfASmallSpec_TrainsEveryTrialAndPrintsOneDocument()
    {
        var run = await cli.RunAsync("run", cli.Write("small.yaml", Small), "--json");
        Assert.Equal(0, run.ExitCode);
        var json = run.Json();
        Assert.Equal("completed", json.GetProperty("state").GetString());
        Assert.Equal("""{"waiting":0,"running":0,"completed":16,"pruned":0,"failed":0,"cancelled":0}""", json.GetProperty("trials").GetRawText());
        Assert.True(json.GetProperty("startup_seconds").GetDouble() > 0);
        Assert.True(json.GetProperty("wall_seconds").GetDouble() > 0);
        Assert.True(json.GetProperty("train_seconds").GetDouble() > 0);
        var patterns = json.GetProperty("patterns").EnumerateArray().ToArray();
        Assert.Equal(["circle", "diamond"], patterns.Select(row => row.GetProperty("pattern").GetString()).Order());
        // Of the runs of 300 and 600 iterations the longer counts: two rates, two replicates.
        Assert.All(patterns, row => Assert.Equal(4, row.GetProperty("trials").GetInt32()));
        Assert.All(patterns, row => Assert.Equal(600, row.GetProperty("best").GetProperty("iterations").GetInt32()));

        var id = json.GetProperty("sweep_id").GetString()!;
        Assert.Equal(id, id.ToLowerInvariant());
        var top = await cli.RunAsync("top", id, "--json");
        Assert.Equal(json.GetProperty("patterns").GetRawText(), top.Json().GetProperty("rows").GetRawText());
        var status = (await cli.RunAsync("status", id[..13], "--json")).Json();
        Assert.Equal(16, status.GetProperty("trials").GetProperty("completed").GetInt64());
        Assert.Equal(JsonValueKind.Null, status.GetProperty("owner").ValueKind);
    }

    [Fact]
    public async Task Run_ForPeople_PrintsTheTableAndTheNextCommands()
    {
        var run = await CliFixture.RunAsWrittenAsync(["run", "-", "--database", cli.Database, "--slots", "1"], input: Small);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("small completed: 16 completed (8 trained, 8 prefix) in ", run.Output, StringComparison.Ordinal);
        Assert.Contains("circle", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"\n  sweep top [0-9a-f-]{36} --by learning_rate --database ", run.Output);
        Assert.Matches(@"small: 16 trials, sweep [0-9a-f-]{36} in ", run.Error);
    }

    [Fact]
    public async Task RunResume_OfACompletedSpec_StartsAnother()
    {
        var spec = cli.Write("again.yaml", Small.Replace("small", "again", StringComparison.Ordinal));
        var first = await cli.RunAsync("run", spec, "--json", "--resume");
        var second = await cli.RunAsync("run", spec, "--json", "--resume");
        Assert.Equal(0, first.ExitCode);
        Assert.Equal(0, second.ExitCode);
        Assert.NotEqual(first.Json().GetProperty("sweep_id").GetString(), second.Json().GetProperty("sweep_id").GetString());
    }

    [Theory]
    [InlineData("name: x", "pattern")]
    [InlineData("name: x\nparameters:\n  pattern: [circle]\n  learning_rate: [-0.1]", "-0.1 must be greater than 0")]
    [InlineData("", "spec")]
    [InlineData("{{{", "line")]
    [InlineData("name: x\nnonsense: 1\nparameters: { pattern: [circle], samples: [0] }", "nonsense")]
    public async Task Run_OfABadSpec_SaysWhyAndMakesNoDatabase(string spec, string message)
    {
        using var empty = new CliFixture();
        var run = await empty.RunAsync("run", empty.Write("bad.yaml", spec), "--json");
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("bad.yaml is no valid spec", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(["bad.yaml"], empty.Files);
    }

    [Theory]
    [InlineData("nothing.yaml", "is no file")]
    [InlineData(".", "is a folder")]
    [InlineData("", "cannot be read")]
    public async Task Run_OfNoSpec_SaysSoAndMakesNoDatabase(string path, string message)
    {
        using var empty = new CliFixture();
        var run = await empty.RunAsync("run", path);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(empty.Files);
    }

    [Theory]
    [InlineData("0", "--slots: 0 must be at least 1")]
    [InlineData("two", "--slots: two must be a whole number")]
    public async Task Run_OfWrongSlots_SaysSo(string slots, string message)
    {
        var run = await cli.RunAsync("run", cli.Write("slots.yaml", Small), "--slots", slots);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://user:secret@host/db", "is a URL")]
    [InlineData("Host=127.0.0.1;Port=1;Database=x;Username=ann;Password=secret", "x on 127.0.0.1:1 (PostgreSQL): connecting: Failed to connect")]
    [InlineData("Host=box;Colour=secret", "\"colour\" is no keyword of a connection string")]
    [InlineData("", "the name is empty")]
    public async Task Run_OnADatabaseThatCannotBe_SaysSoWithoutSecrets(string database, string message)
    {
        var spec = cli.Write("database.yaml", Small);
        foreach (var run in (CliRun[])
        [
            await CliFixture.RunAsWrittenAsync(["run", spec, "--database", database]),
            .. database.Length == 0 ? (CliRun[])[] : [await CliFixture.RunAsWrittenAsync(["run", spec], environment: new() { ["ConnectionStrings__Sweep"] = database })],
        ])
        {
            Assert.Equal(2, run.ExitCode);
            Assert.Contains(message, run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task RunAndTop_LongNameInAPipe_IsWhole()
    {
        using var own = new CliFixture();
        var name = new string('n', 150);
        var run = await own.RunAsync("run", own.Write("long.yaml", $"name: {name}\nparameters: {{ pattern: [circle], iterations: [5], samples: [10] }}\n"));
        Assert.Contains($"{name}: 1 trials", run.Error, StringComparison.Ordinal);
        Assert.StartsWith($"{name} completed", run.Output, StringComparison.Ordinal);
        Assert.StartsWith($"{name} (reached", (await own.RunAsync("top", "latest")).Output, StringComparison.Ordinal);
    }
}
