using System.Diagnostics;
using System.Text.RegularExpressions;
using Sweep.Client.Tests.Terminal;
using Sweep.Core.Specs.Reading;
using Sweep.Testing;
using Sweep.Testing.Webhooks;

namespace Sweep.Client.Tests.Running;

/// <summary>What <c>sweep run</c> tells the receivers of its sweep, and what docs/notify.md says of it.</summary>
public sealed partial class NotifyTests : IDisposable
{
    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Run_ReceiverOfTheExample_TakesTheMessageAsGenuine()
    {
        const string Name = "SWEEP_TEST_WEBHOOK_SECRET";
        Environment.SetEnvironmentVariable(Name, WebhookReceiver.Secret);
        var port = FreePort.Next();
        using var receiver = StartExample(port);
        var spec = (await File.ReadAllTextAsync(Repository.File("examples/notify/quick.yaml"), TestContext.Current.CancellationToken))
            .Replace("8090", $"{port}", StringComparison.Ordinal).Replace("SWEEP_WEBHOOK_SECRET", Name, StringComparison.Ordinal);
        try
        {
            Assert.Contains("takes notifications", await ReadLineAsync(receiver), StringComparison.Ordinal);
            var run = await _cli.RunAsync("run", _cli.Write("quick.yaml", spec));
            Assert.Equal((0, ""), (run.ExitCode, Complaints(run)));
            Assert.Equal("sweep.completed: quick-notify: 4 completed", await ReadLineAsync(receiver));
            Assert.Matches("^  best: trial [0-3] with {'pattern': '[a-z]+', .*}: loss 0\\.[0-9]{4}$", await ReadLineAsync(receiver));
            var notification = Assert.Single((await _cli.RunAsync("status", "latest", "--json")).Json().GetProperty("notifications").EnumerateArray());
            Assert.Equal(
                ("completed", $"127.0.0.1:{port}", 1, 204, false),
                (notification.GetProperty("event").GetString(), notification.GetProperty("host").GetString(), notification.GetProperty("attempts").GetInt32(),
                 notification.GetProperty("last_status").GetInt32(), notification.GetProperty("given_up").GetBoolean()));
        }
        finally
        {
            receiver.Kill();
        }
    }

    [Fact]
    public async Task Run_ForgedMessage_IsRefusedByTheReceiverOfTheExample()
    {
        var port = FreePort.Next();
        using var receiver = StartExample(port);
        try
        {
            await ReadLineAsync(receiver);
            using var client = new HttpClient();
            using var forged = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/sweeps") { Content = new StringContent("{}") };
            forged.Headers.Add("webhook-id", "1");
            forged.Headers.Add("webhook-timestamp", $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}");
            forged.Headers.Add("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
            using var answer = await client.SendAsync(forged, TestContext.Current.CancellationToken);
            Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
        }
        finally
        {
            receiver.Kill();
        }
    }

    [Fact]
    public async Task Run_DeadReceiver_EndsWithItsResultAndSaysWhoSends()
    {
        var spec = _cli.Write("small.yaml", $"name: small\nparameters:\n  pattern: [circle]\n  iterations: [20]\n  samples: [30]\nnotify: http://127.0.0.1:{FreePort.Next()}/hook?token=abc\n");
        var run = await _cli.RunAsync("run", spec);
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(
            "notification of completed: 127\\.0\\.0\\.1:[0-9]+ has not taken it in 1 attempt \\(Connection refused\\); a silo tries again from .* on; the next `sweep run`, `sweep serve` or silo on this database sends it",
            run.Error);
        Assert.DoesNotContain("abc", run.Error, StringComparison.Ordinal);
        var status = await _cli.RunAsync("status", "latest");
        Assert.Matches("notify +completed: 127\\.0\\.0\\.1:[0-9]+ has not taken it in 1", status.Output);
        Assert.DoesNotContain("abc", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_Names_AreThoseOfTheStatus()
    {
        await using var receiver = new WebhookReceiver();
        var spec = _cli.Write("small.yaml", $"name: small\nparameters:\n  pattern: [circle]\n  iterations: [20]\n  samples: [30]\nnotify: '{receiver.Url}'\n");
        Assert.Equal(0, (await _cli.RunAsync("run", spec)).ExitCode);
        var data = Assert.Single(receiver.Received).Json.GetProperty("data");
        var status = (await _cli.RunAsync("status", "latest", "--json")).Json();
        foreach (var one in data.EnumerateObject().Where(one => one.Name is not ("best" or "wall_seconds")))
            Assert.Equal(status.GetProperty(one.Name).GetRawText(), one.Value.GetRawText());
        Assert.True(data.GetProperty("wall_seconds").GetDouble() > 0);
    }

    [Fact]
    public async Task Run_WrongSetting_IsRefusedBeforeAnythingIsTrained()
    {
        var spec = _cli.Write("small.yaml", "name: small\nparameters:\n  pattern: [circle]\n");
        var run = await CliFixture.RunAsWrittenAsync(
            ["run", spec, "--database", _cli.Database], environment: new() { ["Sweep__Notify__StallSeconds"] = "soon" });
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("Sweep__Notify__StallSeconds: \"soon\" must be a whole number from 1 to 864000000; leave it out for 900\n", run.Error);
    }

    [Fact]
    public async Task Page_SpecInIt_IsValid()
    {
        var page = await File.ReadAllTextAsync(Repository.File("docs/notify.md"), TestContext.Current.CancellationToken);
        var spec = SpecReader.Read(Assert.Single(YamlBlock().Matches(page)).Groups["text"].Value);
        Assert.Empty(spec.Errors);
        Assert.Equal(2, spec.Spec!.Notify.Length);
    }

    private static string Complaints(CliRun run) => string.Join('\n', run.Error.Split('\n').Where(line => line.Contains("notification", StringComparison.Ordinal)));

    private static Process StartExample(int port)
    {
        var start = new ProcessStartInfo("python3", ["-u", Repository.File("examples/notify/receiver.py"), $"{port}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["SWEEP_WEBHOOK_SECRET"] = WebhookReceiver.Secret;
        return Process.Start(start)!;
    }

    private static async Task<string> ReadLineAsync(Process process)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return await process.StandardOutput.ReadLineAsync(limit.Token) ?? "";
    }

    [GeneratedRegex("^```yaml\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex YamlBlock();
}
