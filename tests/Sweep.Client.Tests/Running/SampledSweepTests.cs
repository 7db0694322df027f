using System.Text.Json;
using Sweep.Client.Tests.Terminal;
using Sweep.Testing;
using Sweep.Testing.Hosting;

namespace Sweep.Client.Tests.Running;

/// <summary>Sweeps whose points a sampler chooses, from the spec to tables and files.</summary>
public sealed class SampledSweepTests : IDisposable
{
    private const string Spec = """
        name: sampled
        parameters:
          pattern: [circle, diamond]
          learning_rate: { log: [0.001, 0.1] }
          iterations: [60, 90]
          samples: { linear: [20, 60], step: 10 }
          hidden: { linear: [2, 60] }
        replicates: 2
        target: { loss: 0.6 }
        sampler: { kind: KIND, trials: 48, seed: 4 }
        """;

    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("random")]
    [InlineData("sobol")]
    [InlineData("tpe")]
    public async Task Run_SampledSpec_IsTrainedShownExportedAndReported(string kind)
    {
        var spec = _cli.Write("spec.yaml", Spec.Replace("KIND", kind, StringComparison.Ordinal));
        var result = (await _cli.RunAsync("run", spec, "--json")).Json();
        Assert.Equal("completed", result.GetProperty("state").GetString());
        Assert.Equal(96, result.GetProperty("trials").GetProperty("completed").GetInt32());

        var status = (await _cli.RunAsync("status", "latest", "--json")).Json();
        Assert.Equal(96, status.GetProperty("planned_trials").GetInt64());
        foreach (var by in new[] { "pattern", "learning_rate", "iterations", "samples", "hidden" })
        {
            var rows = (await _cli.RunAsync("top", "latest", "--by", by, "--json")).Json().GetProperty("rows").EnumerateArray().ToList();
            Assert.InRange(rows.Count, 1, 10);
            Assert.Equal(96, rows.Sum(row => row.GetProperty("trials").GetInt32()));
            Assert.All(rows, row => Assert.Equal(by is "learning_rate" or "hidden", row.GetProperty(by).ValueKind == JsonValueKind.Array));
        }

        var top = await _cli.RunAsync("top", "latest", "--by", "learning_rate");
        Assert.Contains("0.001 – 0.00158", top.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await _cli.RunAsync("export", "latest", "--output", _cli.PathOf("trials.csv"))).ExitCode);
        Assert.Equal(97, (await File.ReadAllLinesAsync(_cli.PathOf("trials.csv"), TestContext.Current.CancellationToken)).Length);
        var report = await _cli.RunAsync("report", "latest", "--output", _cli.PathOf("report.html"));
        Assert.Equal((0, ""), (report.ExitCode, report.ExitCode == 0 ? "" : report.Error));
        var page = await File.ReadAllTextAsync(_cli.PathOf("report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("0.001 to 0.1, logarithmic", page, StringComparison.Ordinal);
        Assert.Contains($"{kind}: 48 points by seed 4", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_MorePointsOfTheSameSampler_TrainsOnlyThose()
    {
        var few = _cli.Write("few.yaml", Spec.Replace("KIND", "sobol", StringComparison.Ordinal));
        var more = _cli.Write("more.yaml", Spec.Replace("KIND", "sobol", StringComparison.Ordinal).Replace("trials: 48", "trials: 64", StringComparison.Ordinal));
        await _cli.RunAsync("run", few, "--json");
        var origins = (await _cli.RunAsync("run", more, "--json")).Json().GetProperty("origins");
        Assert.Equal((96, 32), (origins.GetProperty("reused").GetInt32(), origins.GetProperty("trained").GetInt32()));
        var differing = await SqlRows.ReadAsync(
            _cli.Database,
            "SELECT a.number FROM trials a JOIN trials b ON a.number = b.number AND a.sweep_id < b.sweep_id WHERE a.parameters <> b.parameters OR a.best_loss <> b.best_loss",
            TestContext.Current.CancellationToken);
        Assert.Empty(differing);
    }

    [Fact]
    public async Task Run_ExampleOfSobol_Completes()
    {
        var result = (await _cli.RunAsync("run", Repository.File("examples/sobol.yaml"), "--json")).Json();
        Assert.Equal(384, result.GetProperty("trials").GetProperty("completed").GetInt32());
    }

    [Fact]
    public async Task Run_ExampleOfTpe_Completes()
    {
        var trials = (await _cli.RunAsync("run", Repository.File("examples/tpe.yaml"), "--json")).Json().GetProperty("trials");
        Assert.Equal(120, trials.GetProperty("completed").GetInt32() + trials.GetProperty("pruned").GetInt32());
        Assert.InRange(trials.GetProperty("pruned").GetInt32(), 1, 119);
        Assert.Equal(0, (await _cli.RunAsync("explain", "latest", "3")).ExitCode);
        var differing = await SqlRows.ReadAsync(
            _cli.Database, "SELECT number FROM trials t WHERE parameters <> (SELECT parameters FROM proposals p WHERE p.number = t.number - t.replicate)",
            TestContext.Current.CancellationToken);
        Assert.Empty(differing);
        Assert.Equal(60, (await SqlRows.ReadAsync(_cli.Database, "SELECT number FROM proposals", TestContext.Current.CancellationToken)).Count);
    }

    [Fact]
    public async Task Run_RangeInAGrid_IsRefusedWithARemedy()
    {
        var spec = _cli.Write("spec.yaml", "name: n\nparameters: { pattern: [circle], learning_rate: { log: [0.001, 0.1] } }");
        var refused = await _cli.RunAsync("run", spec);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("say how many values: { log: [0.001, 0.1], count: 3 }; or choose sampler: random", refused.Error, StringComparison.Ordinal);
    }
}
