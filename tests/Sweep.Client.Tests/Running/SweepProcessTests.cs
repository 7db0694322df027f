using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sweep.Storage.Databases;
using Sweep.Storage.Faults;
using Sweep.Storage.Sweeps;
using Sweep.Testing;

namespace Sweep.Client.Tests.Running;

/// <summary>The real program: signals, streams and exit codes as a shell sees them.</summary>
public sealed partial class SweepProcessTests : IDisposable
{
    private const string Long = """
        name: long
        parameters:
          pattern: [circle, diamond]
          iterations: [2000]
          samples: [500]
        replicates: 600
        record: { every: 100 }
        """;

    /// <summary>Longer than any test waits; it is cancelled.</summary>
    private static readonly string Endless = Long.Replace("600", "1000000", StringComparison.Ordinal);

    private const string Short = "name: short\nparameters: { pattern: [circle], iterations: [20], samples: [10] }\nreplicates: 3\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sweep-process-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Run_Interrupted_DrainsAndSaysHowToGoOn()
    {
        using var run = SweepProcess.Start(_folder.FullName, "run", Write("long.yaml", Long), "--json");
        await UntilTrialsAreStoredAsync();
        run.Interrupt();
        var stopped = await run.WaitAsync();
        Assert.Equal(130, stopped.ExitCode);
        var resume = ResumeLine().Match(stopped.Errors);
        Assert.True(resume.Success, stopped.Errors);
        var json = Parse(stopped.Output);
        Assert.Equal("running", json.GetProperty("state").GetString());
        Assert.InRange(json.GetProperty("trials").GetProperty("completed").GetInt64(), 1, 1199);

        var status = Parse((await RunAsync("status", resume.Groups["id"].Value, "--json")).Output);
        Assert.Equal(JsonValueKind.Null, status.GetProperty("owner").ValueKind);
        Assert.Equal(0, status.GetProperty("trials").GetProperty("running").GetInt64());

        var resumed = await RunAsync([.. resume.Groups["args"].Value.Split(' '), "--json"]);
        Assert.Equal(0, resumed.ExitCode);
        Assert.Equal(1200, Parse(resumed.Output).GetProperty("trials").GetProperty("completed").GetInt64());
    }

    [Fact]
    public async Task Run_OfASweepThatAnotherProcessOwns_SaysWhoAndHarmsNothing()
    {
        var spec = Write("endless.yaml", Endless);
        using var first = SweepProcess.Start(_folder.FullName, "run", spec, "--json");
        await UntilTrialsAreStoredAsync();
        var second = await RunAsync("run", spec, "--resume", "--json");
        Assert.Equal(1, second.ExitCode);
        Assert.Empty(second.Output);
        Assert.Contains($"belongs to process {first.Id} on ", second.Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("pause", "latest")).ExitCode);
        var letGo = await RunAsync("resume", "latest");
        Assert.Equal(0, letGo.ExitCode);
        Assert.Contains($"goes on in process {first.Id} on ", letGo.Errors, StringComparison.Ordinal);
        var cancelled = await RunAsync("cancel", "latest");
        Assert.Equal(0, cancelled.ExitCode);
        var ended = await first.WaitAsync();
        Assert.Equal(1, ended.ExitCode);
        Assert.Equal("cancelled", Parse(ended.Output).GetProperty("state").GetString());
        Assert.Contains("was cancelled", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithJson_WritesOneDocumentOnStandardOutputAndProgressElsewhere()
    {
        var run = await RunAsync("run", Write("short.yaml", Short), "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(3, Parse(run.Output).GetProperty("planned_trials").GetInt64());
        Assert.Equal(1, run.Output.Count(character => character == '\n'));
        Assert.Contains("short: 3 trials", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Errors);
    }

    [Fact]
    public async Task Export_IntoAReaderThatLeaves_EndsQuietly()
    {
        var curves = "name: curves\nparameters: { pattern: [circle], iterations: [2000], samples: [10] }\nreplicates: 50\n";
        Assert.Equal(0, (await RunAsync("run", Write("curves.yaml", curves))).ExitCode);
        var program = Programs.Sweep;
        var start = new ProcessStartInfo("bash", ["-c", $"dotnet '{program}' export latest --what loss-points | head -n 2; echo ${{PIPESTATUS[0]}}"])
        {
            WorkingDirectory = _folder.FullName,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var bash = Process.Start(start)!;
        var errors = bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var lines = (await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split(
            ['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        Assert.Empty(await errors);
        Assert.Equal(3, lines.Length);
        Assert.Equal("sweep_id,number,iteration,loss,accuracy", lines[0]);
        Assert.Equal("0", lines[2]);
    }

    [Fact]
    public async Task Command_OfWrongUsage_ExitsWithTwo()
    {
        var run = await RunAsync("trian");
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Equal("trian is no command of `sweep`; did you mean train? `sweep --help` lists them\n", run.Errors);
    }

    [GeneratedRegex(@"\n  sweep (?<args>resume (?<id>[0-9a-f-]{36}))\n", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ResumeLine();

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private Task<SweepOutcome> RunAsync(params string[] args) => SweepProcess.RunAsync(_folder.FullName, args);

    private string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, name), text);
        return name;
    }

    private Task UntilTrialsAreStoredAsync() => Eventually.TrueAsync(
        async () =>
        {
            var database = Path.Combine(_folder.FullName, "sweep.db");
            if (!File.Exists(database))
                return false;
            try
            {
                await using var store = SweepStores.Open(database, TimeProvider.System);
                var sweeps = await store.ListSweepsAsync(new SweepFilter(), CancellationToken.None);
                return sweeps is [var sweep] && (await store.TotalTrialsAsync(sweep.Id, CancellationToken.None)).Completed > 0;
            }
            catch (StoreException)
            {
                // Its tables are being made.
                return false;
            }
        },
        "a trial is stored");
}
