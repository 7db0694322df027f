using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Sweep.Testing;
using Sweep.Testing.Databases;
using Sweep.Testing.Hosting;
using Sweep.Testing.Webhooks;

namespace Sweep.Client.Tests.Killing;

/// <summary>A server that is killed with trials handed out and a notification due, and started again on the same database.</summary>
public sealed class KilledServerTests(PostgresFixture postgres) : IDisposable
{
    private const string Points = """[{"step":1,"loss":0.25}]""";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new() { BaseAddress = new Uri($"http://127.0.0.1:{FreePort.Next()}") };
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Serve_KilledWithClaimsAndANotificationDue_ForgetsNothingAndTellsNothingTwice(bool onServer)
    {
        var database = onServer ? await postgres.CreateDatabaseAsync(_cancellation) : _folder.File("sweep.db");
        await using var receiver = new WebhookReceiver(new WebhookAnswer(503, ("Retry-After", "3")));
        string trained, kept, lost, annsToken, carlsToken;
        using (var first = await StartAsync(database))
        {
            kept = await SubmitAsync(External("kept", "5m", receiver));
            lost = await SubmitAsync(External("lost", "1s", receiver));
            trained = await SubmitAsync($"name: trained\nparameters: {{ pattern: [circle], iterations: [10], samples: [20] }}\nnotify: '{receiver.Url}'\n");
            annsToken = Token(await AskAsync(kept, "ann"));
            carlsToken = Token(await AskAsync(lost, "carl"));
            await Eventually.TrueAsync(async () => (int?)(await NotificationAsync(trained))["last_status"] == 503, "the message is not taken, and is due again");
            first.Kill();
            await first.WaitAsync();
        }

        using (var second = await StartAsync(database))
        {
            // The claim that is good still: the same token, and what the client knows of its trial goes on.
            var ann = await AskAsync(kept, "ann");
            Assert.Equal((annsToken, 0, 1), (Token(ann), (int)ann["number"]!, (int)ann["attempt"]!));
            Assert.False((bool)(await PostAsync($"{kept}/trials/0:report", $"{{\"token\":\"{annsToken}\",\"points\":{Points}}}"))["stop"]!);
            var row = await PostAsync($"{kept}/trials/0:complete", $"{{\"token\":\"{annsToken}\",\"points\":{Points}}}");
            Assert.Equal(("external/ann", 1), ((string?)row["silo"], (int)row["attempt"]!));
            Assert.Equal(row.ToJsonString(), (await PostAsync($"{kept}/trials/0:complete", $"{{\"token\":\"{annsToken}\",\"points\":{Points}}}")).ToJsonString());

            // The one whose client has been silent for too long: another's, and the first is refused.
            var dan = await AskAsync(lost, "dan");
            Assert.Equal((0, 2), ((int)dan["number"]!, (int)dan["attempt"]!));
            await PostAsync($"{lost}/trials/0:complete", $"{{\"token\":\"{carlsToken}\",\"points\":[{{\"step\":1,\"loss\":9}}]}}", HttpStatusCode.Conflict);
            row = await PostAsync($"{lost}/trials/0:complete", $"{{\"token\":\"{Token(dan)}\",\"points\":{Points}}}");
            Assert.Equal(("external/dan", 2, 0.25), ((string?)row["silo"], (int)row["attempt"]!, (double)row["final_objective"]!));
            await receiver.ReceiveAsync(4);

            // Taken is what the database says, not the receiver: only what stands there outlives the next kill.
            foreach (var sweep in new[] { trained, kept, lost })
                await Eventually.TrueAsync(async () => (string?)(await NotificationAsync(sweep))["delivered_at"] is not null, $"the message of {sweep} is noted as taken");
            second.Kill();
            await second.WaitAsync();
        }

        using (await StartAsync(database))
        {
            // Whatever was due would be sent before a message that is made now.
            var last = await SubmitAsync($"name: last\nparameters: {{ pattern: [circle], iterations: [11], samples: [20] }}\nnotify: '{receiver.Url}'\n");
            await Eventually.TrueAsync(async () => (string?)(await NotificationAsync(last))["delivered_at"] is not null, "the last message is taken");
        }

        Assert.Equal(
            ["kept 1", "last 1", "lost 1", "trained 2"],
            receiver.Received.CountBy(message => message.Json.GetProperty("data").GetProperty("name").GetString()!).Select(told => $"{told.Key} {told.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(4, receiver.Received.Select(message => message.Id).Distinct().Count());
        Assert.All(receiver.Received, message => Assert.Equal("sweep.completed", Type(message)));
        var lostAttempts = await SqlRows.ReadAsync(database, "SELECT attempt, silo FROM attempts", _cancellation);
        Assert.Equal("external/carl", Assert.Single(lostAttempts)["silo"]);
    }

    private static string External(string name, string silence, WebhookReceiver receiver) =>
        $"name: {name}\nparameters: {{ rate: [0.1] }}\ntrainer: {{ name: external, limits: {{ silence: {silence} }} }}\nnotify: '{receiver.Url}'\n";

    private static string Token(JsonNode trial) => (string)trial["token"]!;

    private static string Type(ReceivedWebhook message) => message.Json.GetProperty("type").GetString()!;

    private async Task<SweepProcess> StartAsync(string database)
    {
        var process = SweepProcess.StartWith(
            new Dictionary<string, string> { ["Sweep__Notify__AllowedHosts"] = "127.0.0.1" },
            _folder.Path, "serve", "--url", _client.BaseAddress!.AbsoluteUri, "--slots", "1", "--database", database);
        await process.SaysAsync("Ctrl-C ends it");
        return process;
    }

    private async Task<string> SubmitAsync(string spec)
    {
        using var body = new StringContent(spec, Encoding.UTF8, new MediaTypeHeaderValue("application/yaml"));
        using var answer = await _client.PostAsync(new Uri("/v1/sweeps", UriKind.Relative), body, _cancellation);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(_cancellation));
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>The trial that a client gets, once there is one: a sweep may have no owner yet, and its trial another client.</summary>
    private async Task<JsonNode> AskAsync(string sweep, string client)
    {
        JsonNode? trial = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var (status, answer) = await SendAsync($"{sweep}/trials:ask", $"{{\"client_id\":\"{client}\"}}");
                Assert.True(status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{status}: {answer.ToJsonString()}");
                return (trial = status == HttpStatusCode.OK ? answer["trial"] : null) is not null;
            },
            $"{client} gets a trial");
        return trial!;
    }

    private async Task<JsonNode> PostAsync(string path, string body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var (status, answer) = await SendAsync(path, body);
        Assert.True(status == expected, $"{path} {status}: {answer.ToJsonString()}");
        return answer;
    }

    private async Task<(HttpStatusCode Status, JsonNode Answer)> SendAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _client.PostAsync(new Uri(path, UriKind.Relative), content, _cancellation);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(_cancellation))!);
    }

    private async Task<JsonNode> NotificationAsync(string sweep)
    {
        var status = JsonNode.Parse(await _client.GetStringAsync(new Uri(sweep, UriKind.Relative), _cancellation))!;
        return status["notifications"]?.AsArray() is [{ } one] ? one : new JsonObject();
    }
}
