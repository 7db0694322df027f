using System.Diagnostics;
using System.Text.Json;
using Sweep.Testing;
using Sweep.Testing.Hosting;

namespace Sweep.Client.Tests.Running;

/// <summary>The examples of trainers, run as their pages say.</summary>
public sealed class TrainerExampleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("examples/python/breast-cancer.yaml", 48, 24)]
    [InlineData("examples/numpy/ridge.yaml", 90, 0)]
    [InlineData("examples/shell/square-root.yaml", 10, 0)]
    public async Task Run_CommandOfAnExample_TrainsEveryTrial(string spec, int trials, int prefixes)
    {
        await Python.InstallAsync();
        var result = await RunAsync(Repository.File(spec));
        Assert.Equal("completed", result.GetProperty("state").GetString());
        Assert.Equal(trials, result.GetProperty("trials").GetProperty("completed").GetInt32());
        Assert.Equal(prefixes, result.GetProperty("origins").GetProperty("prefix").GetInt32());
        Assert.True(result.GetProperty("train_seconds").GetDouble() > 0);
        Assert.NotEmpty(result.GetProperty("patterns").EnumerateArray());
        var points = await SqlRows.ReadAsync(
            _folder.File("sweep.db"), "SELECT count(DISTINCT number) FROM metric_points", TestContext.Current.CancellationToken);
        Assert.Equal(trials, Convert.ToInt32(points.Single().Values.Single(), null));
    }

    [Fact]
    public async Task Run_CommandThatIsStoppedAtRungs_IsTheSameOnOneSlotAndOnFour()
    {
        await Python.InstallAsync();
        var results = new List<IReadOnlyList<string>>();
        foreach (var slots in (string[])["1", "4"])
        {
            var result = await RunAsync(Repository.File("examples/python/early.yaml"), "--slots", slots);
            var trials = result.GetProperty("trials");
            Assert.Equal((4, 14), (trials.GetProperty("completed").GetInt32(), trials.GetProperty("pruned").GetInt32()));
            var points = await SqlRows.ReadAsync(
                _folder.File("sweep.db"), "SELECT number, metric, step, value FROM metric_points ORDER BY number, metric, step", TestContext.Current.CancellationToken);
            string[] lines = [.. points.Select(point => string.Join(' ', point.Values))];
            var sweep = await SweepResults.OnlySweepAsync(_folder.File("sweep.db"));
            results.Add([.. await SweepResults.ReadAsync(_folder.File("sweep.db"), sweep.Id), .. lines]);
            File.Delete(_folder.File("sweep.db"));
        }

        Assert.Equal(results[0], results[1]);
    }

    [Fact]
    public async Task Run_SameExampleAgain_IsReusedBecauseItSaysThatItIsDeterministic()
    {
        var spec = Repository.File("examples/shell/square-root.yaml");
        await RunAsync(spec);
        var again = await RunAsync(spec);
        Assert.Equal(10, again.GetProperty("origins").GetProperty("reused").GetInt32());
        Assert.Equal(0, again.GetProperty("train_seconds").GetDouble());
    }

    /// <summary>Halves what it starts with; its first attempt ends in the midst, its second goes on from the checkpoint.</summary>
    private const string Halving =
        """
        import os
        import sys
        import sweep

        value, first = float(sweep.parameters()["start"]), sweep.resume_step() + 1
        if sweep.resume_checkpoint():
            with open(sweep.resume_checkpoint(), encoding="utf-8") as file:
                value = float(file.read())
        for step in range(first, sweep.steps(3) + 1):
            value = value / 2 if value else float("nan")
            sweep.report(step, loss=value, seed=sweep.seeds()[1])
            path = os.path.join(sweep.checkpoint_dir(), f"at-{step}")
            with open(path, "w", encoding="utf-8") as file:
                file.write(str(value))
            sweep.checkpoint(step, path)
            if step == 2 and os.environ.get("SWEEP_ATTEMPT") == "1":
                sys.exit(1)
        """;

    [Fact]
    public async Task SweepPy_ScriptThatUsesIt_ReportsGoesOnFromItsCheckpointAndDiverges()
    {
        await Python.InstallAsync();
        WriteHalving();
        var spec = _folder.Write(
            "halving.yaml",
            """
            name: halving
            parameters: { start: [8.0, 0.0], steps: [4] }
            trainer: { command: [python3, halving.py, "${args}"], resource: steps, resumable: true }
            """);
        var result = await RunAsync(spec);
        Assert.Equal(2, result.GetProperty("trials").GetProperty("completed").GetInt32());
        var rows = await SqlRows.ReadAsync(
            _folder.File("sweep.db"), "SELECT attempt, final_objective, diverged FROM trials ORDER BY number", TestContext.Current.CancellationToken);
        Assert.Equal([(2L, 0.5, 0L), (2L, null, 1L)], rows.Select(row => ((long)row["attempt"]!, (double?)row["final_objective"], (long)row["diverged"]!)));
        var points = await SqlRows.ReadAsync(
            _folder.File("sweep.db"), "SELECT value FROM metric_points WHERE number = 0 AND metric = 'loss' ORDER BY step", TestContext.Current.CancellationToken);
        Assert.Equal([4.0, 2.0, 1.0, 0.5], points.Select(point => Convert.ToDouble(point["value"], null)));
        var seeds = await SqlRows.ReadAsync(
            _folder.File("sweep.db"), "SELECT DISTINCT value FROM metric_points WHERE metric = 'seed'", TestContext.Current.CancellationToken);
        Assert.Equal(1241.0, Convert.ToDouble(Assert.Single(seeds)["value"], null));
    }

    [Fact]
    public async Task SweepPy_ScriptStartedByHand_ReadsItsArgumentsAndPrintsItsReports()
    {
        await Python.InstallAsync();
        WriteHalving();
        var start = new ProcessStartInfo("/usr/bin/python3", ["halving.py", "--start=2"]) { WorkingDirectory = _folder.Path, RedirectStandardOutput = true, UseShellExecute = false };
        using var script = Process.Start(start)!;
        var output = await script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, script.ExitCode);
        Assert.Equal(
            ["""{"step": 1, "loss": 1.0, "seed": 2.0}""", """{"checkpoint": "at-1", "step": 1}""", """{"step": 2, "loss": 0.5, "seed": 2.0}"""],
            output.Split('\n')[..3]);
    }

    private void WriteHalving()
    {
        _folder.Write("halving.py", Halving);
        File.Copy(Repository.File("examples/python/sweep.py"), _folder.File("sweep.py"));
    }

    [Fact]
    public async Task Run_TrainerOfAnAssembly_TrainsEveryTrial()
    {
        var assembly = Programs.Built("examples/DotNetTrainer", "DotNetTrainer.dll");
        var result = await RunAsync(Repository.File("examples/DotNetTrainer/logistic.yaml"), "--trainer-assembly", assembly);
        Assert.Equal(32, result.GetProperty("trials").GetProperty("completed").GetInt32());
        Assert.Equal(16, result.GetProperty("origins").GetProperty("prefix").GetInt32());
    }

    [Fact]
    public async Task Run_TrainerThatThisProcessDoesNotHave_IsRefusedInWords()
    {
        var run = await SweepProcess.RunAsync(_folder.Path, "run", Spec("forest"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("this process does not have the trainer forest: train it where Sweep:Trainers:forest is set", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_SweepWhoseTrainerNobodyHas_SaysSo()
    {
        Assert.Equal(0, (await SweepProcess.RunAsync(_folder.Path, "submit", Spec("forest"))).ExitCode);
        var status = await SweepProcess.RunAsync(_folder.Path, "status", "latest");
        Assert.Contains("no silo that runs has what it waits for, trainer forest", Plain(status.Output), StringComparison.Ordinal);
        var json = await SweepProcess.RunAsync(_folder.Path, "status", "latest", "--json");
        Assert.Contains("\"waits_for\":\"trainer forest\"", json.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.dll", "is no file")]
    [InlineData("sweep.deps.json", "cannot be loaded: ")]
    [InlineData("sweep.dll", "has no public class that implements ITrainer")]
    public async Task Run_AssemblyWithoutTrainers_IsWrongUsage(string file, string message)
    {
        var run = await SweepProcess.RunAsync(_folder.Path, "run", Spec("forest"), "--trainer-assembly", Path.Combine(AppContext.BaseDirectory, file));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    private static string Plain(string drawn) => string.Join(' ', drawn.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private string Spec(string trainer) => _folder.Write("spec.yaml", $"name: trees\nparameters: {{ depth: [1, 2] }}\ntrainer: {trainer}\n");

    private async Task<JsonElement> RunAsync(string spec, params string[] options)
    {
        var variables = new Dictionary<string, string> { ["PATH"] = $"/usr/bin:{Environment.GetEnvironmentVariable("PATH")}" };
        using var run = SweepProcess.StartWith(variables, _folder.Path, ["run", spec, "--json", .. options]);
        var outcome = await run.WaitAsync();
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        return JsonDocument.Parse(outcome.Output).RootElement;
    }
}
