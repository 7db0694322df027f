using Sweep.Client.Tests.Terminal;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers;
using Sweep.Storage.Databases;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;
using Sweep.Testing;
using Sweep.Testing.Hosting;

namespace Sweep.Client.Tests.Sweeps;

public sealed class SweepCommandsTests : IDisposable
{
    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("list")]
    [InlineData("status", "latest")]
    [InlineData("top", "latest")]
    [InlineData("importance", "latest")]
    [InlineData("pause", "latest")]
    [InlineData("resume", "latest")]
    [InlineData("cancel", "latest")]
    [InlineData("delete", "latest", "--yes")]
    [InlineData("note", "latest", "text")]
    [InlineData("tag", "latest", "--add", "tag")]
    [InlineData("export", "latest")]
    [InlineData("report", "latest")]
    [InlineData("data", "list")]
    [InlineData("data", "remove", "heart")]
    public async Task Command_OnAMissingDatabase_MakesNone(params string[] args)
    {
        var run = await _cli.RunAsync(args);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"{_cli.Database}: no such database; `sweep run SPEC` makes one\n", run.Error);
        Assert.Empty(_cli.Files);
    }

    [Fact]
    public async Task Watch_SweepDeletedInTheMidst_EndsWithTheReason()
    {
        var sweep = await SubmitAsync("one");
        using var watching = SweepProcess.Start(Path.GetDirectoryName(_cli.Database)!, "watch", "latest", "--database", _cli.Database);
        await watching.SaysAsync("one: ");
        await SqlRows.ReadAsync(_cli.Database, "DELETE FROM sweeps", TestContext.Current.CancellationToken);
        var run = await watching.WaitAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"sweep {sweep.Id:d} (one) is not in", run.Errors, StringComparison.Ordinal);
        Assert.Contains("somebody deleted it", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PauseAndCancel_ChangeTheStoreOnce()
    {
        var sweep = await SubmitAsync("one");
        var id = sweep.Id.ToString("d");
        var paused = await _cli.RunAsync("pause", id, "--json");
        Assert.Equal($$"""{"sweep_id":"{{id}}","state":"paused","changed":true}""" + "\n", paused.Output);
        Assert.Equal(0, paused.ExitCode);
        Assert.Contains($"`sweep resume {id} --database ", paused.Error, StringComparison.Ordinal);
        var again = await _cli.RunAsync("pause", id);
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("was paused already", again.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await _cli.RunAsync("cancel", id.ToUpperInvariant())).ExitCode);
        var status = (await _cli.RunAsync("status", id, "--json")).Json();
        Assert.Equal("cancelled", status.GetProperty("state").GetString());
        Assert.Equal(sweep.PlannedTrials, status.GetProperty("trials").GetProperty("cancelled").GetInt64());
    }

    [Theory]
    [InlineData("elsewhere/4242/0-1", "process 4242 on elsewhere, which has not renewed that since ", "it waits for the database, or is gone")]
    [InlineData("THIS", "which runs but has not renewed that since ", "it waits for the database")]
    public async Task Status_OwnerThatCannotRenew_IsNotSaidToBeNobody(string owner, string expected, string why)
    {
        var id = (await SubmitAsync("one")).Id.ToString("d");
        var text = owner == "THIS" ? Sweep.Grains.Silos.ProcessIdentity.Current.ToString() : owner;
        await SqlRows.ReadAsync(_cli.Database, $"UPDATE sweeps SET owner = '{text}', owner_until = '2026-01-02T03:04:05.000000Z'", TestContext.Current.CancellationToken);
        var status = (await _cli.RunAsync("status", id)).Output.ReplaceLineEndings(" ");
        status = string.Join(' ', status.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(expected, status, StringComparison.Ordinal);
        Assert.Contains(why, status, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody works on it", status, StringComparison.Ordinal);
        var json = (await _cli.RunAsync("status", id, "--json")).Json();
        Assert.Equal(System.Text.Json.JsonValueKind.Null, json.GetProperty("owner").ValueKind);
        Assert.StartsWith("process ", json.GetProperty("late_owner").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PauseAndResume_OfACancelledSweep_AreRefusedWithTheReason()
    {
        var id = (await SubmitAsync("one")).Id.ToString("d");
        await _cli.RunAsync("cancel", id);
        var pause = await _cli.RunAsync("pause", id);
        Assert.Equal(1, pause.ExitCode);
        Assert.Equal($"sweep {id} (one) is cancelled: only running sweeps can be paused\n", pause.Error);
        var resume = await _cli.RunAsync("resume", id);
        Assert.Equal(1, resume.ExitCode);
        Assert.Contains("is cancelled for good", resume.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_OfAPausedSweep_RunsItToItsEnd()
    {
        var id = (await SubmitAsync("one")).Id.ToString("d");
        await _cli.RunAsync("pause", id);
        var resumed = await _cli.RunAsync("resume", id[..20], "--json");
        Assert.Equal(0, resumed.ExitCode);
        Assert.Equal("completed", resumed.Json().GetProperty("state").GetString());
        var again = await _cli.RunAsync("resume", id, "--json");
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("is completed already", again.Error, StringComparison.Ordinal);
        Assert.Equal("completed", again.Json().GetProperty("state").GetString());
        var pause = await _cli.RunAsync("pause", id);
        Assert.Equal($"sweep {id} (one) is completed: only running sweeps can be paused\n", pause.Error);
    }

    [Fact]
    public async Task ResumeRetryFailed_RunsTheFailedTrialsOfACompletedSweepAgain()
    {
        var sweep = await SubmitAsync("one");
        await FailAsync(sweep, 2);
        var first = await _cli.RunAsync("resume", "latest", "--json");
        Assert.Equal(1, first.ExitCode);
        Assert.Equal("completed", first.Json().GetProperty("state").GetString());
        Assert.Equal(1, first.Json().GetProperty("trials").GetProperty("failed").GetInt64());
        var again = await _cli.RunAsync("resume", "latest", "--retry-failed", "--json");
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("1 failed trial runs again", again.Error, StringComparison.Ordinal);
        Assert.Equal(4, again.Json().GetProperty("trials").GetProperty("completed").GetInt64());
    }

    [Fact]
    public async Task List_ShowsTheNewestFirst()
    {
        await SubmitAsync("older");
        var cancelled = await SubmitAsync("cancelled [red]");
        await _cli.RunAsync("cancel", cancelled.Id.ToString("d"));
        await SubmitAsync("newer");
        var all = (await _cli.RunAsync("list", "--json")).Json().EnumerateArray().Select(sweep => sweep.GetProperty("name").GetString());
        Assert.Equal(["newer", "cancelled [red]", "older"], all);
        var one = (await _cli.RunAsync("list", "--json", "--state", "cancelled,failed")).Json();
        Assert.Equal("cancelled [red]", Assert.Single(one.EnumerateArray()).GetProperty("name").GetString());
        var limited = await _cli.RunAsync("list", "--limit", "1");
        Assert.Contains("newer", limited.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("older", limited.Output, StringComparison.Ordinal);
        Assert.Contains("--limit shows more", limited.Error, StringComparison.Ordinal);
        Assert.Contains("cancelled [red]", (await _cli.RunAsync("list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnIdPrefix_OfSeveralSweeps_ListsThem()
    {
        var one = await SubmitAsync("one");
        var two = await SubmitAsync("two");
        // Ids of version 7 made within seconds start alike.
        var run = await _cli.RunAsync("status", one.Id.ToString("d")[..4]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is the start of several ids", run.Error, StringComparison.Ordinal);
        Assert.Contains(one.Id.ToString("d"), run.Error, StringComparison.Ordinal);
        Assert.Contains(two.Id.ToString("d"), run.Error, StringComparison.Ordinal);
        var latest = (await _cli.RunAsync("status", "latest", "--json")).Json();
        Assert.Equal("two", latest.GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("ID: ffffffff is no sweep", "status", "ffffffff")]
    [InlineData("ID: hello must be the id of a sweep", "status", "hello")]
    [InlineData("--by: rate is no parameter", "top", "latest", "--by", "rate")]
    [InlineData("--state: done is no state of a sweep", "list", "--state", "done")]
    [InlineData("--limit: 0 must be at least 1", "list", "--limit", "0")]
    [InlineData("--format: xml is no export format", "export", "latest", "--format", "xml")]
    [InlineData("--what: curves cannot be exported", "export", "latest", "--what", "curves")]
    [InlineData("--columns: final-loss is no column of trials; did you mean final_loss? the columns are sweep_id, number,", "export", "latest", "--columns", "number,final-loss")]
    [InlineData("--columns: pattern is no column of loss-points; the columns are sweep_id, number, iteration, loss, accuracy", "export", "latest", "--what", "loss-points", "--columns", "pattern")]
    [InlineData("--columns: number is there already; leave one of them out", "export", "latest", "--columns", "number, number")]
    [InlineData("--columns: \"\" is no column of trials", "export", "latest", "--columns", "number,")]
    [InlineData("--output: /nowhere/x.csv is in a folder that does not exist", "export", "latest", "--output", "/nowhere/x.csv")]
    [InlineData("--output: x.bin has an ending that names no format", "export", "latest", "--output", "x.bin")]
    public async Task Command_OfAWrongValue_SaysSo(string message, params string[] args)
    {
        await SubmitAsync("one");
        var run = await _cli.RunAsync(args);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_WritesWholeFilesInTheFormatOfTheirEnding()
    {
        await SubmitAsync("one");
        await _cli.RunAsync("resume", "latest");
        var csv = await _cli.RunAsync("export", "latest");
        Assert.Equal(0, csv.ExitCode);
        Assert.Equal(5, csv.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("sweep_id,number,", csv.Output, StringComparison.Ordinal);
        foreach (var (file, what) in ((string, string)[])[("t.parquet", "trials"), ("p.jsonl", "loss-points"), ("m.csv", "metric-points")])
        {
            var written = await _cli.RunAsync("export", "latest", "--what", what, "--output", _cli.PathOf(file), "--json");
            Assert.Equal(0, written.ExitCode);
            Assert.Equal(new FileInfo(_cli.PathOf(file)).Length, written.Json().GetProperty("bytes").GetInt64());
        }

        Assert.Equal(4 * 20, (await File.ReadAllLinesAsync(_cli.PathOf("p.jsonl"), TestContext.Current.CancellationToken)).Length);
        Assert.DoesNotContain(_cli.Files, file => file.EndsWith(".part", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("trials", "pattern, number", "pattern,number", "circle,0")]
    [InlineData("loss-points", "iteration,number", "iteration,number", "0,0")]
    public async Task Export_OfSomeColumns_HasThoseInTheOrderWritten(string what, string columns, string head, string first)
    {
        await SubmitAsync("one");
        await _cli.RunAsync("resume", "latest");
        var csv = await _cli.RunAsync("export", "latest", "--what", what, "--columns", columns);
        Assert.Equal(0, csv.ExitCode);
        Assert.Equal([head, first], csv.Output.Split('\n', StringSplitOptions.TrimEntries)[..2]);
    }

    [Fact]
    public async Task Report_IsOneWholePage()
    {
        await SubmitAsync("one");
        await _cli.RunAsync("resume", "latest");
        var file = _cli.PathOf("one.html");
        var run = await _cli.RunAsync("report", "latest", "--output", file, "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(file, run.Json().GetProperty("file").GetString());
        Assert.EndsWith("</html>", (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DbMigrate_MakesTheDatabase()
    {
        var run = await _cli.RunAsync("db", "migrate", "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.True(run.Json().GetProperty("migrated").GetBoolean());
        Assert.Empty((await _cli.RunAsync("list", "--json")).Json().EnumerateArray());
    }

    private async Task FailAsync(SweepRecord sweep, long number)
    {
        await using var store = SweepStores.Open(_cli.Database, TimeProvider.System);
        var trial = new SearchSpace(CanonicalSpec.FromJson(sweep.CanonicalSpec)).TrialAt(number);
        var failed = FinishedTrial.GivenUp(sweep.Id, TrainerSpec.Perceptron, trial, attempts: 3, DateTimeOffset.UtcNow, "lost three times") with { Silo = "a silo" };
        Assert.Equal([CommitOutcome.Committed], await store.CommitAsync([failed], [], TestContext.Current.CancellationToken));
    }

    private async Task<SweepRecord> SubmitAsync(string name)
    {
        await using var store = SweepStores.Open(_cli.Database, TimeProvider.System);
        await store.MigrateAsync(TestContext.Current.CancellationToken);
        var sweep = await TestSweeps.SubmitAsync(store, TestSweeps.Grid(name, [Pattern.Circle, Pattern.Diamond], [20], [10], 2));
        Assert.Equal(SweepState.Running, sweep.State);
        return sweep;
    }
}
