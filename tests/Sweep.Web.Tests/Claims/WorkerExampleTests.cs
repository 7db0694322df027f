using System.Diagnostics;
using System.Globalization;
using Sweep.Testing;

namespace Sweep.Web.Tests.Claims;

/// <summary>The example worker, as processes of its own.</summary>
public sealed class WorkerExampleTests(ClaimWeb web) : IClassFixture<ClaimWeb>
{
    [Fact]
    public async Task Workers_UntilTheSweepHasEnded_TrainEveryTrialOnce()
    {
        var sweep = await web.SubmitAsync(await File.ReadAllTextAsync(Repository.File("examples/external/rates.yaml"), TestContext.Current.CancellationToken));
        using var ann = Start(sweep, "ann");
        using var bob = Start(sweep, "bob");
        var said = await Task.WhenAll(EndAsync(ann), EndAsync(bob));
        Assert.All(said, lines => Assert.EndsWith("the sweep is completed", lines.TrimEnd(), StringComparison.Ordinal));
        var trials = (await web.Client.GetJsonAsync($"{sweep}/trials?state=completed"))["trials"]!.AsArray();
        Assert.Equal(12, trials.Count);
        Assert.Equal(12, said.Sum(lines => lines.Split(": completed").Length - 1));
    }

    [Fact]
    public async Task Worker_SweepIsPaused_GivesItsTrialBack()
    {
        var sweep = await web.SubmitAsync("name: long\nparameters: { rate: [0.1], pause: [0.01], epochs: [1000000000] }\ntrainer: { name: external, resource: epochs }\n");
        using var worker = Start(sweep, "ann");
        await Eventually.TrueAsync(
            async () => (await web.Client.GetJsonAsync($"{sweep}/silos"))["running"]!.AsArray() is [{ } trial] && (int)trial["iteration"]! > 0, "the worker reports");
        await web.PostAsync($"{sweep}:pause", "");
        await Eventually.TrueAsync(async () => (int)(await web.Client.GetJsonAsync(sweep))["trials"]!["running"]! == 0, "the worker has stopped");
        using var kill = Process.Start("kill", ["-TERM", worker.Id.ToString(CultureInfo.InvariantCulture)]);
        Assert.Equal("", await EndAsync(worker));
    }

    private Process Start(string sweep, string client)
    {
        var start = new ProcessStartInfo(
            "python3", [Repository.File("examples/external/worker.py"), web.Client.BaseAddress!.GetLeftPart(UriPartial.Authority), sweep[(sweep.LastIndexOf('/') + 1)..]])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SWEEP_CLIENT"] = client;
        start.Environment["SWEEP_BEAT"] = "0.05";
        return Process.Start(start)!;
    }

    private static async Task<string> EndAsync(Process worker)
    {
        var output = worker.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = worker.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await worker.WaitForExitAsync(limit.Token);
        Assert.True(worker.ExitCode == 0, await errors);
        return await output;
    }
}
