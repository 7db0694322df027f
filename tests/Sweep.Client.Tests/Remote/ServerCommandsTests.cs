using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sweep.Client.Tests.Terminal;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Storage.Sweeps;
using Sweep.Testing;
using Sweep.Testing.Hosting;

namespace Sweep.Client.Tests.Remote;

/// <summary>Commands say by a server what they say by its database.</summary>
public sealed partial class ServerCommandsTests(ServedDatabase served) : IClassFixture<ServedDatabase>
{
    private const string Wrong = "name: wrong\nparameters:\n  pattern: [circle, dimond]\n  learning_rate: [-0.1]\n  samples: [0]\n";

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("status")]
    [InlineData("status", "--json")]
    [InlineData("top")]
    [InlineData("top", "--json")]
    [InlineData("top", "--by", "iterations")]
    [InlineData("top", "--by", "learning_rate", "--json")]
    [InlineData("top", "--limit", "1")]
    [InlineData("top", "--compare")]
    [InlineData("top", "--compare", "--by", "learning_rate", "--include-pruned", "--json")]
    [InlineData("top", "--pareto", "loss,accuracy", "--reference", "2,0")]
    [InlineData("top", "--pareto", "loss,iterations", "--json")]
    [InlineData("top", "--pareto")]
    [InlineData("importance")]
    [InlineData("importance", "--include-pruned", "--json")]
    [InlineData("export")]
    [InlineData("export", "--format", "jsonl")]
    [InlineData("export", "--columns", "number,parameters,best_objective", "--format", "jsonl")]
    [InlineData("export", "--what", "loss-points")]
    [InlineData("export", "--what", "metric-points", "--format", "jsonl")]
    [InlineData("note")]
    [InlineData("tag", "--json")]
    [InlineData("watch")]
    public async Task Command_OfASweep_SaysTheSame(string command, params string[] options)
    {
        foreach (var sweep in new[] { served.Filled, served.Done })
        {
            var run = await served.SameAsync([command, $"{sweep.Id:d}", .. options]);
            Assert.Equal(command == "watch" && sweep == served.Filled ? 1 : 0, run.ExitCode);
            Assert.NotEmpty(run.Output + run.Error);
        }
    }

    [Fact]
    public async Task Report_OfASweep_IsTheSamePage()
    {
        foreach (var sweep in new[] { served.Filled, served.Done })
        {
            var (here, there) = (served.Cli.PathOf("here.html"), served.Cli.PathOf("there.html"));
            Assert.Equal(0, (await served.OfDatabaseAsync("report", $"{sweep.Id:d}", "--output", here)).ExitCode);
            var run = await served.OfServerAsync("report", $"{sweep.Id:d}", "--output", there);
            Assert.Equal((0, $"the report of sweep {sweep.Id:d} is in {there}\n"), (run.ExitCode, run.Error));
            Assert.Equal(Untimed(await File.ReadAllTextAsync(here, _cancellation)), Untimed(await File.ReadAllTextAsync(there, _cancellation)));
        }
    }

    [Fact]
    public async Task Export_IntoAFile_IsTheSameFile()
    {
        foreach (var name in (string[])["curves.parquet", "curves.csv"])
        {
            await served.OfDatabaseAsync("export", $"{served.Filled.Id:d}", "--what", "loss-points", "--output", served.Cli.PathOf($"here-{name}"));
            var run = await served.OfServerAsync("export", $"{served.Filled.Id:d}", "--what", "loss-points", "--output", served.Cli.PathOf($"there-{name}"), "--json");
            Assert.Equal(0, run.ExitCode);
            Assert.Equal(
                await File.ReadAllBytesAsync(served.Cli.PathOf($"here-{name}"), _cancellation), await File.ReadAllBytesAsync(served.Cli.PathOf($"there-{name}"), _cancellation));
        }
    }

    [Theory]
    [InlineData("status", "zz")]
    [InlineData("status", "")]
    [InlineData("status", "0000")]
    [InlineData("top", "0000", "--json")]
    [InlineData("export", "0000")]
    [InlineData("note", "0000", "text")]
    [InlineData("cancel", "0000")]
    [InlineData("delete", "0000", "--yes")]
    [InlineData("watch", "0000")]
    public async Task Command_OfNoSweep_SaysTheSameOfIt(params string[] args) => Assert.Equal(2, (await served.SameAsync(args)).ExitCode);

    [Theory]
    [InlineData("top", "--by", "learning_rat")]
    [InlineData("tag", "--add", "")]
    [InlineData("pause")]
    [InlineData("cancel", "--json")]
    [InlineData("export", "--columns", "nothing")]
    public async Task Command_ThatCannotBeDone_SaysTheSame(string command, params string[] options)
    {
        var run = await served.SameAsync([command, $"{served.Done.Id:d}", .. options]);
        Assert.NotEqual(0, run.ExitCode);
        Assert.NotEmpty(run.Error);
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--json", "--state", "paused")]
    [InlineData("--state", "completed,cancelled")]
    [InlineData("--tag", "filled")]
    [InlineData("--tag", "filled", "--tag", "nothing")]
    [InlineData("--json", "--limit", "1")]
    public async Task List_BySomeConditions_HasTheSame(params string[] options) =>
        Assert.Equal(0, (await served.SameAsync(["list", .. options])).ExitCode);

    [Fact]
    public async Task Status_OfASweepWhoseOwnerIsLate_SaysTheSame()
    {
        await SqlRows.ReadAsync(
            served.Cli.Database, $"UPDATE sweeps SET owner = 'elsewhere/4242/0-1', owner_until = '2026-01-02T03:04:05.000000Z' WHERE name = 'held'", _cancellation);
        var run = await served.SameAsync("status", $"{served.Held.Id:d}");
        Assert.Contains("which has not renewed that since", run.Output, StringComparison.Ordinal);
        Assert.Contains("late_owner_until", (await served.SameAsync("status", $"{served.Held.Id:d}", "--json")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoteAndTag_WrittenByEither_AreReadByBoth()
    {
        var id = $"{served.Done.Id:d}";
        await served.SameAsync("note", id, "two\nlines: \"ä\"");
        await served.SameAsync("tag", id, "--add", "b", "--add", "a", "--json");
        Assert.Equal("tags: a, b\ntwo\nlines: \"ä\"\n", (await served.SameAsync("note", id)).Output);
        await served.OfServerAsync("tag", id, "--remove", "a", "--remove", "b");
        Assert.Equal(0, (await served.OfServerAsync("note", id, "")).ExitCode);
        Assert.Equal("it has neither note nor tags\n", (await served.SameAsync("note", id)).Error);
    }

    [Fact]
    public async Task PauseAndCancelAndDelete_OfTwoSweeps_SayTheSame()
    {
        var (one, other) = (await StrangeAsync(), await StrangeAsync());
        served.Same(await served.OfDatabaseAsync("delete", one, "--yes"), await served.OfServerAsync("delete", other, "--yes"));
        served.Same(await served.OfDatabaseAsync("pause", one, "--json"), await served.OfServerAsync("pause", other, "--json"));
        var cancelled = served.Same(await served.OfDatabaseAsync("cancel", one), await served.OfServerAsync("cancel", other));
        Assert.Contains("is cancelled now; what it has finished is kept", cancelled.Error, StringComparison.Ordinal);
        served.Same(await served.OfDatabaseAsync("resume", one), await served.OfServerAsync("resume", other));
        var deleted = served.Same(await served.OfDatabaseAsync("delete", one, "--yes", "--json"), await served.OfServerAsync("delete", other, "--yes", "--json"));
        Assert.Equal(0, deleted.ExitCode);
        Assert.Null(await served.Store.FindSweepAsync(Guid.Parse(other), _cancellation));
    }

    [Fact]
    public async Task Resume_OfAPausedSweep_LetsTheServersSilosGoOn()
    {
        var id = await HeldAsync();
        var run = await served.OfServerAsync("resume", id, "--json");
        Assert.Equal((0, $"{{\"sweep_id\":\"{id}\",\"state\":\"running\",\"changed\":true}}\n"), (run.ExitCode, run.Output));
        await TestSweeps.CompletedAsync(served.Store, Guid.Parse(id));
        Assert.Contains("is completed already", (await served.OfServerAsync("resume", id)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_OfASpecWithErrors_SaysThemWithTheirPlaces()
    {
        var run = await served.SameAsync("submit", served.Cli.Write("wrong.yaml", Wrong));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("wrong.yaml is no valid spec (3 errors):", run.Error, StringComparison.Ordinal);
        Assert.Contains("  parameters.learning_rate[0] (line 4, column 19): -0.1 must be greater than 0", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_WithAKey_GivesOneSweepAndRefusesAnother()
    {
        var spec = served.Cli.Write("keyed.yaml", "name: keyed\nparameters:\n  pattern: [circle]\n  iterations: [10]\n  samples: [20]\n");
        var first = await served.OfServerAsync("submit", spec, "--key", "Schlüssel 1", "--json");
        Assert.Equal(0, first.ExitCode);
        await TestSweeps.CompletedAsync(served.Store, first.Json().GetProperty("sweep_id").GetGuid());
        var again = await served.OfServerAsync("submit", spec, "--key", "Schlüssel 1", "--json");
        Assert.Contains("\"submitted\":false", again.Output, StringComparison.Ordinal);
        Assert.Equal((await served.OfDatabaseAsync("submit", spec, "--key", "Schlüssel 1", "--json")).Output, again.Output);
        var other = served.Cli.Write("other.yaml", "name: other\nparameters:\n  pattern: [circle]\n  iterations: [11]\n  samples: [20]\n");
        Assert.StartsWith("--key: ", (await served.SameAsync("submit", other, "--key", "Schlüssel 1")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extend_ByAServer_TrainsWhatIsNew()
    {
        var spec = served.Cli.Write("extend.yaml", "name: extend\nparameters:\n  pattern: [circle]\n  learning_rate: [0.01, 0.05]\n  iterations: [60]\n  samples: [70]\n");
        var first = (await served.OfServerAsync("run", spec, "--json")).Json().GetProperty("sweep_id").GetString()!;
        var run = await served.OfServerAsync("extend", first, "--add", "learning_rate=0.1,0.2", "--add", "samples=71", "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal((8, 2), (run.Json().GetProperty("planned_trials").GetInt32(), run.Json().GetProperty("origins").GetProperty("reused").GetInt32()));
        Assert.Equal(Guid.Parse(first), (await served.Store.FindSweepAsync(run.Json().GetProperty("sweep_id").GetGuid(), _cancellation))!.Extends);
        var wrong = await served.SameAsync("extend", first, "--add", "learning_rate=-1,0.01", "--add", "rate=1");
        Assert.Equal(
            (2, "parameters.learning_rate: 0.01 is there already; leave it out\nparameters.rate: is no parameter of the sweep; name one of: pattern, learning_rate, iterations, samples, hidden\n"),
            (wrong.ExitCode, wrong.Error));
        Assert.Contains("can be extended once it has ended", (await served.SameAsync("extend", $"{served.Held.Id:d}", "--trials", "9")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ByAServer_PrintsWhatARunHereDoes()
    {
        var spec = served.Cli.Write("run.yaml", "name: run\nparameters:\n  pattern: [circle, diamond]\n  learning_rate: [0.01, 0.05]\n  iterations: [100, 300]\n  samples: [50]\nreplicates: 2\ntarget: { loss: 0.6 }\n");
        var here = Timeless((await CliFixture.RunAsWrittenAsync(["run", spec, "--json", "--database", served.Cli.PathOf("here.db"), "--no-reuse"])).Output);
        var run = await served.OfServerAsync("run", spec, "--json", "--no-reuse");
        Assert.Equal((0, here), (run.ExitCode, Timeless(run.Output)));
        Assert.StartsWith("run: 16 trials, sweep ", run.Error, StringComparison.Ordinal);

        // Now that all is there, it is copied; and nothing of the spec is unfinished.
        var again = await served.OfServerAsync("run", spec, "--resume");
        Assert.StartsWith("run completed: 16 completed (16 reused) in ", again.Output, StringComparison.Ordinal);
        Assert.Contains($" --server {served.Url}\n", again.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("taking up", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunResume_OfAPausedSpec_TakesItUp()
    {
        const string Text = "name: paused\nparameters:\n  pattern: [circle]\n  iterations: [2000]\n  samples: [200]\nreplicates: 100\nreuse: none\n";
        var sweep = await TestSweeps.SubmitAsync(served.Store, SpecReader.Read(Text).Spec!);
        await served.Store.ChangeStateAsync(sweep.Id, SweepState.Paused, error: null, _cancellation);
        var run = await served.OfServerAsync("run", served.Cli.Write("paused.yaml", Text), "--resume", "--json");
        Assert.Equal((0, sweep.Id), (run.ExitCode, run.Json().GetProperty("sweep_id").GetGuid()));
        Assert.Contains($"taking up sweep {sweep.Id:d} of the same spec, which is paused", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResumeRetryFailed_OfACompletedSweep_RunsThemAgain()
    {
        var sweep = await TestSweeps.SubmitAsync(served.Store, TestSweeps.Grid("failed", [Pattern.Circle], [20], [30], replicates: 2));
        await TestSweeps.CompletedAsync(served.Store, sweep.Id);
        await SqlRows.ReadAsync(served.Cli.Database, "UPDATE trials SET state = 'failed' WHERE number = 1 AND sweep_id = (SELECT id FROM sweeps WHERE name = 'failed')", _cancellation);
        var run = await served.OfServerAsync("resume", $"{sweep.Id:d}", "--retry-failed");
        Assert.Equal((0, true), (run.ExitCode, run.Error.StartsWith("1 failed trial runs again\n", StringComparison.Ordinal)));
        await TestSweeps.CompletedAsync(served.Store, sweep.Id);
        Assert.Equal(2, (await served.Store.TotalTrialsAsync(sweep.Id, _cancellation)).Completed);
    }

    /// <summary>Without what says when a page was made.</summary>
    private static string Untimed(string page) => Made().Replace(page, "");

    [GeneratedRegex("this page was made [^<]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Made();

    private static string Timeless(string result)
    {
        var json = JsonNode.Parse(result)!.AsObject();
        foreach (var name in (string[])["sweep_id", "startup_seconds", "wall_seconds", "train_seconds"])
            Assert.True(json.Remove(name), name);
        return json.ToJsonString();
    }

    /// <summary>A running sweep that no silo takes up: its arithmetic is of another time.</summary>
    private async Task<string> StrangeAsync()
    {
        var spec = TestSweeps.Grid("strange", [Pattern.Circle], [20], [30], replicates: 1);
        var canonical = CanonicalSpec.ToJson(spec);
        var sweep = new NewSweep(Guid.CreateVersion7(), spec.Name, canonical, canonical, CanonicalSpec.Hash(canonical), null, Numerics.Version + 1, 1);
        return $"{(await served.Store.SubmitAsync(sweep, _cancellation)).Id:d}";
    }

    private async Task<string> HeldAsync()
    {
        var sweep = await TestSweeps.SubmitAsync(served.Store, TestSweeps.Grid("held", [Pattern.Circle], [2000], [200], replicates: 100));
        await served.Store.ChangeStateAsync(sweep.Id, SweepState.Paused, error: null, _cancellation);
        return $"{sweep.Id:d}";
    }
}
