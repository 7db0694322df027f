using Sweep.Testing;

namespace Sweep.Web.Tests.Serving;

public sealed class ServeTests
{
    private const string Spec = "name: served\nparameters:\n  pattern: [circle, diamond]\n  iterations: [20]\n  samples: [30]\nreplicates: 2\n";

    [Fact]
    public async Task Serve_OverANewDatabase_TrainsWhatIsSubmittedUntilItIsInterrupted()
    {
        using var served = await ServedProgram.StartAsync();
        using var client = new HttpClient { BaseAddress = served.Address };
        using var submitted = await client.SendAsync(HttpMethod.Post, "/v1/sweeps", Answers.Yaml(Spec));
        await submitted.ReadAsync(System.Net.HttpStatusCode.Created);
        using var events = await client.SendAsync(HttpMethod.Get, $"{submitted.Headers.Location}/events");
        var told = await events.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"state\":\"completed\"", told, StringComparison.Ordinal);
        Assert.Equal(4, (await client.GetJsonAsync($"{submitted.Headers.Location}/trials"))["trials"]!.AsArray().Count);
        Assert.Equal(2, (int)(await client.GetJsonAsync("/v1/silos"))["silos"]![0]!["slots"]!);
        var end = await served.InterruptAsync();
        Assert.Equal(130, end.ExitCode);
        Assert.Contains("audit: POST /v1/sweeps by key loopback", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_WithRetention_DeletesWhatEndedLongAgo()
    {
        var folder = new TemporaryFolder();
        await TestSweeps.CancelledAsync(folder.File("sweep.db"), "old", TimeSpan.FromDays(40));
        await TestSweeps.CancelledAsync(folder.File("sweep.db"), "kept", TimeSpan.FromDays(35), "paper");
        await TestSweeps.CancelledAsync(folder.File("sweep.db"), "young", TimeSpan.FromDays(20));
        using var served = await ServedProgram.StartInAsync(
            folder, new Dictionary<string, string> { ["Sweep__Retention__Days"] = "30", ["Sweep__Retention__KeepTags"] = "best;paper" });
        await served.SaysAsync("(old) ended at ");
        using var client = new HttpClient { BaseAddress = served.Address };
        var sweeps = (await client.GetJsonAsync("/v1/sweeps"))["sweeps"]!.AsArray();
        Assert.Equal(["young", "kept"], sweeps.Select(sweep => (string)sweep!["name"]!));
        Assert.Contains("ended more than 30 days ago are deleted, but those tagged keep, best, paper", (await served.InterruptAsync()).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_WrongRetention_IsRefused()
    {
        using var folder = new TemporaryFolder();
        using var served = SweepProcess.StartWith(new Dictionary<string, string> { ["Sweep__Retention__Days"] = "90d" }, folder.Path, "serve", "--slots", "none");
        var end = await served.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((2, "Sweep__Retention__Days: \"90d\" must be a whole number from 1 to 36500; leave it out to keep sweeps for ever\n"), (end.ExitCode, end.Errors));
    }

    [Fact]
    public async Task Serve_ASpecThatBringsACommand_DoesNotRunIt()
    {
        using var served = await ServedProgram.StartAsync();
        using var client = new HttpClient { BaseAddress = served.Address };
        var made = served.Folder.File("made");
        using var submitted = await client.SendAsync(
            HttpMethod.Post, "/v1/sweeps",
            Answers.Yaml($"name: command\ntrainer:\n  command: [touch, \"{made}\"]\n  resource: steps\nobjective: {{ metric: loss, goal: minimize }}\nparameters:\n  steps: [1]\n"));
        var id = (string?)(await submitted.ReadAsync(System.Net.HttpStatusCode.Created))["sweep_id"];
        await Eventually.TrueAsync(
            async () => (string?)(await client.GetJsonAsync($"/v1/sweeps/{id}"))["waits_for"] == "a silo that runs commands of specs", "it says what the sweep waits for");
        Assert.Equal(130, (await served.InterruptAsync()).ExitCode);
        Assert.False(File.Exists(made));
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", "sweep key add NAME")]
    [InlineData("ftp://127.0.0.1", "is no address to listen on")]
    [InlineData("http://203.0.113.7:1", "cannot be listened on")]
    public async Task Serve_WhereItMustNot_EndsWithTheRemedy(string url, string remedy)
    {
        using var folder = new TemporaryFolder();
        var end = await SweepProcess.RunAsync(folder.Path, "serve", "--url", url, "--slots", "none");
        Assert.Equal(2, end.ExitCode);
        Assert.StartsWith($"--url: {url.TrimEnd('0')}", end.Errors, StringComparison.Ordinal);
        Assert.Contains(remedy, end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_WrongTraceUrlAndSlots_SaysBoth()
    {
        using var folder = new TemporaryFolder();
        var end = await SweepProcess.RunAsync(folder.Path, "serve", "--trace-url", "https://traces/x", "--slots", "many");
        Assert.Equal(2, end.ExitCode);
        Assert.Contains("--trace-url: https://traces/x must be an address of http or https with {trace_id}", end.Errors, StringComparison.Ordinal);
        Assert.Contains("--slots: many ", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_WhereOthersReachItWithAKey_AnswersToIt()
    {
        using var folder = new TemporaryFolder();
        var key = (await SweepProcess.RunAsync(folder.Path, "key", "add", "ann")).Output.Trim();
        var port = FreePort.Next();
        using var process = SweepProcess.Start(folder.Path, "serve", "--url", FormattableString.Invariant($"http://0.0.0.0:{port}"), "--slots", "0");
        await process.SaysAsync("Ctrl-C ends it");
        using var client = new HttpClient { BaseAddress = new Uri(FormattableString.Invariant($"http://127.0.0.1:{port}")) };
        using var without = await client.SendAsync(HttpMethod.Get, "/v1/sweeps");
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, without.StatusCode);
        using var with = await client.SendAsync(HttpMethod.Get, "/v1/sweeps", null, ("Authorization", $"Bearer {key}"));
        await with.ReadAsync();
        foreach (var health in new[] { "/health/live", "/health/ready" })
            Assert.Equal("Healthy", await client.GetStringAsync(health, TestContext.Current.CancellationToken));
        process.Interrupt();
        Assert.Equal(130, (await process.WaitAsync()).ExitCode);
    }
}
