using System.Globalization;
using Sweep.Core.Curves;
using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Testing;

namespace Sweep.Client.Tests.Running;

/// <summary>What real processes take, and what they do where that is more than they may.</summary>
public sealed class MemoryProcessTests : IDisposable
{
    private const int Points = 2_000_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_LongCurve_TakesWhatWasEstimatedWithinAFactorOfTwo()
    {
        var small = await PeakAsync(1000);
        var large = await PeakAsync(Points);
        var need = MemoryNeed.Of(new PerceptronPoint(Pattern.Circle, 0.001, Points, 1, 4), 1, CurveEncoding.WholeTexts, resumes: false).Total;
        Assert.InRange((double)(large - small) / need, 0.5, 2);
    }

    [Fact]
    public async Task Run_TrialBeyondTheHeapsLimit_FailsItAloneInWords()
    {
        using var run = Start(limit: 96 << 20, "[10000000, 500]", "mixed.db");
        var outcome = await run.WaitAsync();
        Assert.Equal(1, outcome.ExitCode);
        Assert.DoesNotContain("OutOfMemory", outcome.Output + outcome.Errors, StringComparison.Ordinal);
        var export = await SweepProcess.RunAsync(_folder.Path, "export", "latest", "--database", "mixed.db");
        var rows = export.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Single(rows, row => row.Contains("completed", StringComparison.Ordinal));
        Assert.Single(rows, row => row.Contains("10,000,000 recorded points", StringComparison.Ordinal) && row.Contains("record.every", StringComparison.Ordinal));
    }

    private async Task<long> PeakAsync(int iterations)
    {
        using var run = Start(limit: 192 << 20, $"[{iterations}]", $"{iterations}.db");
        var peak = 0L;
        while (!run.HasExited)
        {
            peak = Math.Max(peak, PeakOf(run.Id));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        var outcome = await run.WaitAsync();
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        return peak;
    }

    private SweepProcess Start(long limit, string iterations, string database)
    {
        var spec = _folder.Write($"{database}.yaml", $"name: memory\nparameters:\n  pattern: [circle]\n  iterations: {iterations}\n  samples: [1]\n");
        var variables = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = limit.ToString("x", CultureInfo.InvariantCulture) };
        return SweepProcess.StartWith(variables, _folder.Path, "run", spec, "--database", database, "--slots", "1");
    }

    /// <summary>The most that the process has had in memory, in bytes; 0 once it is gone.</summary>
    private static long PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
