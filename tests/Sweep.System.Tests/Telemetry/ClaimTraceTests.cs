using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sweep.SystemTests.Otlp;
using Sweep.Testing;

namespace Sweep.SystemTests.Telemetry;

/// <summary>The traces of trials that clients train, as <c>sweep serve</c> sends them to a backend.</summary>
public sealed partial class ClaimTraceTests : IDisposable
{
    private const string Points = """[{"step":10,"loss":0.25},{"step":20,"loss":0.125}]""";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new() { BaseAddress = new Uri($"http://127.0.0.1:{FreePort.Next()}") };
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Claim_UntilItsCommit_IsOneTraceThatItsClientKnows()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var server = await StartAsync(receiver);
        var sweep = await SubmitAsync("5m");
        var trial = await AskAsync(sweep, "ann");
        var (trace, span) = PartsOf(trial);
        Assert.Equal((string?)trial["traceparent"], (string?)(await AskAsync(sweep, "ann"))["traceparent"]);
        var row = await PostAsync($"{sweep}/trials/0:complete", $"{{\"token\":\"{trial["token"]}\",\"points\":{Points},\"train_seconds\":1.5}}");
        Assert.Equal(trace, (string?)row["trace_id"]);
        var failed = await AskAsync(sweep, "ann");
        row = await PostAsync($"{sweep}/trials/1:complete", $"{{\"token\":\"{failed["token"]}\",\"state\":\"failed\",\"error\":\"out of memory\"}}");
        Assert.Equal(PartsOf(failed).Trace, (string?)row["trace_id"]);
        var givenBack = await AskAsync(sweep, "ann");
        await PostAsync($"{sweep}/trials/2:release", $"{{\"token\":\"{givenBack["token"]}\"}}");
        await StopAsync(server);

        var spans = receiver.Spans;
        var run = Assert.Single(spans, one => one.TraceId == trace && one.Name == "trial.run");
        Assert.Equal((span, "", false), (run.SpanId, run.ParentId, run.IsError));
        Assert.Equal(
            (sweep[(sweep.LastIndexOf('/') + 1)..], "claimed", "0", "1", "0", "completed", "0.1", "20"),
            (run.Attributes["sweep.id"], run.Attributes["sweep.name"], run.Attributes["trial.number"], run.Attributes["trial.attempt"], run.Attributes["trial.replicate"],
             run.Attributes["trial.state"], run.Attributes["trial.parameter.rate"], run.Attributes["trial.parameter.epochs"]));
        var train = Assert.Single(spans, one => one.TraceId == trace && one.Name == "trial.train");
        Assert.Equal((run.SpanId, "1.5", "20"), (train.ParentId, train.Attributes["trial.train_seconds"], train.Attributes["trial.iterations"]));
        Assert.Equal("sweep.submit", run.LinkedTo(spans, "sweep.submit").Name);
        Assert.Equal("external/ann", run.LinkedTo(spans, "sweep.lease").Attributes["lease.silo"]);
        Assert.Contains(run.LinkedTo(spans, "store.commit").Links, link => (link.Kind, link.TraceId, link.SpanId) == ("trial.run", trace, span));

        run = Assert.Single(spans, one => one.TraceId == PartsOf(failed).Trace && one.Name == "trial.run");
        Assert.Equal(("failed", true), (run.Attributes["trial.state"], run.IsError));
        run = Assert.Single(spans, one => one.TraceId == PartsOf(givenBack).Trace);
        Assert.False(run.IsError || run.Attributes.ContainsKey("trial.state"));
    }

    [Fact]
    public async Task Claim_OfASilentClient_IsAnErrorToWhichTheNextLeadsBack()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var server = await StartAsync(receiver);
        var sweep = await SubmitAsync("5s", "0.1");
        var lost = await AskAsync(sweep, "ann");
        var next = await AskAsync(sweep, "bob");
        await PostAsync($"{sweep}/trials/0:complete", $"{{\"token\":\"{next["token"]}\",\"points\":{Points}}}");
        await StopAsync(server);

        var spans = receiver.Spans;
        var run = Assert.Single(spans, one => one.TraceId == PartsOf(next).Trace && one.Name == "trial.run");
        Assert.Equal("2", run.Attributes["trial.attempt"]);
        var earlier = run.LinkedTo(spans, "earlier_attempt");
        Assert.Equal(PartsOf(lost), (earlier.TraceId, earlier.SpanId));
        Assert.Equal((true, "1", "external/ann"), (earlier.IsError, earlier.Attributes["trial.attempt"], earlier.Attributes["lease.silo"]));
        Assert.Equal("sweep.submit", earlier.LinkedTo(spans, "sweep.submit").Name);
    }

    [Fact]
    public async Task Claim_WhoseServerIsKilled_GoesOnInTheSameTrace()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        string sweep;
        JsonNode trial;
        using (var killed = await StartAsync(receiver))
        {
            sweep = await SubmitAsync("5m");
            trial = await AskAsync(sweep, "ann");
            killed.Kill();
            await killed.WaitAsync();
        }

        using var server = await StartAsync(receiver);
        Assert.Equal((string?)trial["traceparent"], (string?)(await AskAsync(sweep, "ann"))["traceparent"]);
        var row = await PostAsync($"{sweep}/trials/0:complete", $"{{\"token\":\"{trial["token"]}\",\"points\":{Points}}}");
        var (trace, span) = PartsOf(trial);
        Assert.Equal(trace, (string?)row["trace_id"]);
        await StopAsync(server);
        var run = Assert.Single(receiver.Spans, one => one.TraceId == trace && one.Name == "trial.run");
        Assert.Equal((span, "completed"), (run.ParentId, run.Attributes["trial.state"]));
        Assert.Equal("store.commit", run.LinkedTo(receiver.Spans, "store.commit").Name);
    }

    private static (string Trace, string Span) PartsOf(JsonNode trial)
    {
        var parts = TraceParent().Match((string)trial["traceparent"]!);
        Assert.True(parts.Success, (string?)trial["traceparent"]);
        return (parts.Groups["trace"].Value, parts.Groups["span"].Value);
    }

    private static async Task StopAsync(SweepProcess server)
    {
        server.Interrupt();
        await server.WaitAsync(TimeSpan.FromMinutes(1));
    }

    private async Task<SweepProcess> StartAsync(OtlpReceiver receiver)
    {
        var process = SweepProcess.StartWith(
            receiver.Variables("http/protobuf"), _folder.Path, "serve", "--url", _client.BaseAddress!.AbsoluteUri, "--slots", "1", "--database", _folder.File("sweep.db"));
        await process.SaysAsync("Ctrl-C ends it");
        return process;
    }

    private async Task<string> SubmitAsync(string silence, string rates = "0.1, 0.2, 0.3")
    {
        var spec = $"name: claimed\nparameters: {{ rate: [{rates}], epochs: [20] }}\ntrainer: {{ name: external, resource: epochs, limits: {{ silence: {silence} }} }}\n";
        using var body = new StringContent(spec, Encoding.UTF8, new MediaTypeHeaderValue("application/yaml"));
        using var answer = await _client.PostAsync(new Uri("/v1/sweeps", UriKind.Relative), body, _cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(_cancellation));
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>The trial that a client gets, once there is one.</summary>
    private async Task<JsonNode> AskAsync(string sweep, string client)
    {
        JsonNode? trial = null;
        await Eventually.TrueAsync(
            async () =>
            {
                using var content = new StringContent($"{{\"client_id\":\"{client}\"}}", Encoding.UTF8, "application/json");
                using var answer = await _client.PostAsync(new Uri($"{sweep}/trials:ask", UriKind.Relative), content, _cancellation);
                return answer.IsSuccessStatusCode && (trial = JsonNode.Parse(await answer.Content.ReadAsStringAsync(_cancellation))!["trial"]) is not null;
            },
            $"{client} gets a trial");
        return trial!;
    }

    private async Task<JsonNode> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _client.PostAsync(new Uri(path, UriKind.Relative), content, _cancellation);
        var text = await answer.Content.ReadAsStringAsync(_cancellation);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return JsonNode.Parse(text)!;
    }

    [GeneratedRegex("^00-(?<trace>[0-9a-f]{32})-(?<span>[0-9a-f]{16})-01$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TraceParent();
}
