using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Sweep.Core.Sweeps;
using Sweep.Storage.Keys;
using Sweep.Testing;
using Sweep.Web.Keys;

namespace Sweep.Web.Tests.Claims;

/// <summary>Trials that clients ask for over HTTP.</summary>
public sealed class ClaimRouteTests(ClaimWeb web) : IClassFixture<ClaimWeb>
{
    private const string Spec =
        "name: claimed\nparameters: { rate: [0.1, 0.25], epochs: [20] }\nreplicates: 2\ntrainer: { name: external, resource: epochs }\n"
        + "objective: { metric: loss, goal: minimize }\ntarget: { loss: 0.3 }\n";

    private const string One = "name: one\nparameters: { rate: [0.1] }\ntrainer: external\n";

    private const string Points = """[{"step":5,"loss":0.5,"accuracy":0.75},{"step":10,"loss":0.25,"accuracy":"NaN"},{"step":20,"loss":0.125}]""";

    [Fact]
    public async Task Ask_TwoClients_GetDifferentTrialsWithAllThatIsToBeTrained()
    {
        var sweep = await web.SubmitAsync(Spec);
        var (ann, bob) = ((await web.AskAsync(sweep, "ann"))!, (await web.AskAsync(sweep, "bob"))!);
        Assert.Equal(
            """{"number":0,"attempt":1,"parameters":{"rate":0.1,"epochs":20},"replicate":0,"data_seed":0,"init_seed":1241,"steps":20,"metric":"loss","traceparent":null}""",
            Without(ann, "token", "expires_at").ToJsonString());
        Assert.Equal((1, 1, 1242), ((int)bob["number"]!, (int)bob["replicate"]!, (int)bob["init_seed"]!));
        Assert.NotEqual((string?)ann["token"], (string?)bob["token"]);
        Assert.Equal(Without(ann, "expires_at").ToJsonString(), Without((await web.AskAsync(sweep, "ann"))!, "expires_at").ToJsonString());
        var left = (DateTimeOffset)ann["expires_at"]! - web.Time.GetUtcNow();
        Assert.True(left > TimeSpan.FromMinutes(2) && left <= TimeSpan.FromMinutes(5), $"{left}");
        Assert.Equal(2, (int)(await web.Client.GetJsonAsync(sweep))["trials"]!["running"]!);
    }

    [Fact]
    public async Task Complete_EachTrial_IsCommittedOnceWithItsCurveAndTheSweepEnds()
    {
        var sweep = await web.SubmitAsync(Spec);
        for (var number = 0; number < 4; number++)
        {
            var trial = (await web.AskAsync(sweep, "ann"))!;
            Assert.Equal(number, (int)trial["number"]!);
            var body = $"{{\"token\":\"{trial["token"]}\",\"points\":{Points},\"train_seconds\":1.5}}";
            var row = await web.PostAsync($"{sweep}/trials/{number}:complete", body);
            Assert.Equal(
                ("completed", 1, "external/ann", 1.5, 20, 0.125, 10, null),
                ((string?)row["state"], (int)row["attempt"]!, (string?)row["silo"], (double)row["train_seconds"]!, (int)row["trained_iterations"]!, (double)row["final_objective"]!,
                    (int)row["reached_at"]!, (string?)row["error"]));

            // The answer was lost, and it is sent again.
            Assert.Equal(row.ToJsonString(), (await web.PostAsync($"{sweep}/trials/{number}:complete", body)).ToJsonString());
            Assert.Equal(row.ToJsonString(), (await web.Client.GetJsonAsync($"{sweep}/trials/{number}")).ToJsonString());
        }

        var end = await web.PostAsync($"{sweep}/trials:ask", """{"client_id":"ann"}""");
        Assert.Equal(("completed", null, null), ((string?)end["state"], end["trial"], end["retry_after"]));
        Assert.Equal("completed", (string?)(await web.Client.GetJsonAsync(sweep))["state"]);
        var curves = (await web.Client.GetJsonAsync($"{sweep}/trials/2/curve"))["curves"]!.AsArray();
        Assert.Equal(["accuracy", "loss"], curves.Select(curve => (string?)curve!["metric"]).Order());
        Assert.Equal([5, 10, 20], curves.Single(curve => (string?)curve!["metric"] == "loss")!["steps"]!.AsArray().Select(step => (int)step!));
        var top = (await web.Client.GetJsonAsync($"{sweep}/convergence?by=rate"))["rows"]!.AsArray();
        Assert.Equal([10, 10], top.Select(row => (int)row!["median_iterations"]!));
    }

    [Fact]
    public async Task Report_ClientAtItsTrial_IsSeenLiveAndKeepsIt()
    {
        var sweep = await web.SubmitAsync(Spec);
        var trial = (await web.AskAsync(sweep, "ann"))!;
        web.Time.Advance(TimeSpan.FromMinutes(4));
        var standing = await web.PostAsync($"{sweep}/trials/0:report", $"{{\"token\":\"{trial["token"]}\",\"points\":[{{\"step\":7,\"loss\":0.5}}]}}");
        Assert.Equal(("running", false, 0), ((string?)standing["state"], (bool)standing["stop"]!, (int)standing["number"]!));
        Assert.True((DateTimeOffset)standing["expires_at"]! > web.Time.GetUtcNow() + TimeSpan.FromMinutes(2));
        var running = (await web.Client.GetJsonAsync($"{sweep}/silos"))["running"]!.AsArray().Single()!;
        Assert.Equal((0, 1, 7, 20), ((int)running["number"]!, (int)running["attempt"]!, (int)running["iteration"]!, (int)running["iterations"]!));
        standing = await web.PostAsync($"{sweep}/trials/0:report", $"{{\"token\":\"{trial["token"]}\"}}");
        Assert.False((bool)standing["stop"]!);
    }

    [Fact]
    public async Task Claim_OfASilentClient_IsAnothersAndTheFirstIsRefusedWithNothingStored()
    {
        var sweep = await web.SubmitAsync(One);
        var ann = (await web.AskAsync(sweep, "ann"))!;
        JsonNode? bob = null;
        await Eventually.TrueAsync(
            async () =>
            {
                web.Time.Advance(TimeSpan.FromMinutes(1));
                return (bob = await web.AskAsync(sweep, "bob")) is not null;
            },
            "the trial is given to another");
        Assert.Equal((0, 2), ((int)bob!["number"]!, (int)bob["attempt"]!));
        foreach (var (verb, rest) in new[] { ("report", ""), ("complete", $",\"points\":{Points}"), ("complete", ",\"state\":\"failed\",\"error\":\"late\"") })
        {
            using var refused = await web.Client.SendAsync(
                HttpMethod.Post, $"{sweep}/trials/0:{verb}", Answers.Json($"{{\"token\":\"{ann["token"]}\"{rest}}}"));
            var problem = await refused.ProblemAsync(HttpStatusCode.Conflict);
            Assert.Equal("token", (string?)problem["errors"]![0]!["place"]);
        }

        await web.PostAsync($"{sweep}/trials/0:release", $"{{\"token\":\"{ann["token"]}\"}}");
        await web.Client.GetJsonAsync($"{sweep}/trials/0", HttpStatusCode.NotFound);
        var row = await web.PostAsync($"{sweep}/trials/0:complete", $"{{\"token\":\"{bob["token"]}\",\"points\":{Points}}}");
        Assert.Equal((2, "external/bob"), ((int)row["attempt"]!, (string?)row["silo"]));
        using var late = await web.Client.SendAsync(
            HttpMethod.Post, $"{sweep}/trials/0:complete", Answers.Json($"{{\"token\":\"{ann["token"]}\",\"points\":[{{\"step\":1,\"loss\":9}}]}}"));
        await late.ProblemAsync(HttpStatusCode.Conflict);
        Assert.Equal(0.125, (double)(await web.Client.GetJsonAsync($"{sweep}/trials/0"))["final_objective"]!);
    }

    [Fact]
    public async Task Complete_FailedTrial_HasARowWithItsError()
    {
        var sweep = await web.SubmitAsync(One);
        var trial = (await web.AskAsync(sweep, "ann"))!;
        var row = await web.PostAsync($"{sweep}/trials/0:complete", $"{{\"token\":\"{trial["token"]}\",\"state\":\"failed\",\"error\":\"out of\\nmemory\\u0000\"}}");
        Assert.Equal(("failed", "out of\nmemory\\u0000"), ((string?)row["state"], (string?)row["error"]));
        Assert.Equal(1, (int)(await web.Client.GetJsonAsync(sweep))["trials"]!["failed"]!);
    }

    [Fact]
    public async Task Release_TrialOfAClientThatLeaves_IsAnothersAtOnceAndNoAttempt()
    {
        var sweep = await web.SubmitAsync(One);
        var trial = (await web.AskAsync(sweep, "ann"))!;
        Assert.Null(await web.AskAsync(sweep, "bob"));
        var standing = await web.PostAsync($"{sweep}/trials/0:release", $"{{\"token\":\"{trial["token"]}\"}}");
        Assert.Equal((true, null), ((bool)standing["stop"]!, standing["expires_at"]));
        Assert.Equal(1, (int)(await web.AskAsync(sweep, "bob"))!["attempt"]!);
    }

    [Theory]
    [InlineData(SweepState.Paused)]
    [InlineData(SweepState.Cancelled)]
    public async Task Report_SweepThatDoesNotRun_TellsTheClientToStop(SweepState state)
    {
        var sweep = await web.SubmitAsync(Spec);
        var trial = (await web.AskAsync(sweep, "ann"))!;
        var verb = state == SweepState.Paused ? "pause" : "cancel";
        await web.PostAsync($"{sweep}:{verb}", "");
        var standing = await web.PostAsync($"{sweep}/trials/0:report", $"{{\"token\":\"{trial["token"]}\"}}");
        Assert.Equal((state.ToName(), true), ((string?)standing["state"], (bool)standing["stop"]!));
        var asked = await web.PostAsync($"{sweep}/trials:ask", """{"client_id":"bob"}""");
        Assert.Null(asked["trial"]);
        Assert.Equal(state == SweepState.Paused ? 5 : (int?)null, (int?)asked["retry_after"]);

        // What is finished all the same is kept, unless nobody wants it any more.
        await web.PostAsync(
            $"{sweep}/trials/0:complete", $"{{\"token\":\"{trial["token"]}\",\"points\":{Points}}}",
            state == SweepState.Paused ? HttpStatusCode.OK : HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Claim_ServerStartedAgain_IsTheSame()
    {
        await using var own = new ClaimWeb();
        await own.InitializeAsync();
        var sweep = await own.SubmitAsync(Spec);
        var trial = (await own.AskAsync(sweep, "ann"))!;
        await own.RestartAsync();
        Assert.Equal((string?)trial["token"], (string?)(await own.AskAsync(sweep, "ann"))!["token"]);
        Assert.Equal(1, (int)(await own.AskAsync(sweep, "bob"))!["number"]!);
        await own.RestartAsync();
        await own.PostAsync($"{sweep}/trials/0:complete", $"{{\"token\":\"{trial["token"]}\",\"points\":{Points}}}");
        Assert.Equal(2, (int)(await own.AskAsync(sweep, "ann"))!["number"]!);
    }

    [Theory]
    [InlineData("""{"points":[{"step":1,"acc":0.5},{"step":2,"f1":1}]}""", "points", "has no loss, which is the objective, but acc, f1")]
    [InlineData("""{"points":[]}""", "points", "has no metrics")]
    [InlineData("""{"points":[{"step":2,"loss":1},{"step":2,"loss":1}]}""", "points[1]", "does not rise above step 2")]
    [InlineData("""{"points":[{"step":1,"loss":"low"}]}""", "points[0]", "has a value of loss that is no number")]
    [InlineData("""{"points":[7]}""", "points[0]", "is no JSON object")]
    [InlineData("""{"points":[{"checkpoint":"a","step":1},{"step":1,"loss":1}]}""", "points[0]", "is a checkpoint")]
    [InlineData("""{"points":[{"step":30,"loss":1}]}""", "points", "was not reported up to step 20, but later")]
    [InlineData("""{"state":"pruned","points":[{"step":1,"loss":1}]}""", "state", "is no end of a trial")]
    [InlineData("""{"state":"failed"}""", "error", "is missing")]
    [InlineData("""{"error":"why","points":[{"step":1,"loss":1}]}""", "error", "is of failed trials alone")]
    [InlineData("""{"train_seconds":-1,"points":[{"step":1,"loss":1}]}""", "train_seconds", "must be a number of at least 0")]
    public async Task Complete_WrongBody_IsRefusedWithItsPlaceAndTheClaimStands(string body, string place, string rule)
    {
        var sweep = await web.SubmitAsync(Spec);
        var trial = (await web.AskAsync(sweep, "ann"))!;
        var sent = JsonNode.Parse(body)!.AsObject();
        sent["token"] = (string?)trial["token"];
        using var refused = await web.Client.SendAsync(HttpMethod.Post, $"{sweep}/trials/0:complete", Answers.Json(sent.ToJsonString()));
        var error = (await refused.ProblemAsync(HttpStatusCode.BadRequest))["errors"]!.AsArray().Single()!;
        Assert.Equal(place, (string?)error["place"]);
        Assert.Contains(rule, (string?)error["rule"], StringComparison.Ordinal);
        Assert.Equal((string?)trial["token"], (string?)(await web.AskAsync(sweep, "ann"))!["token"]);
    }

    [Fact]
    public async Task Complete_AllThatIsWrong_IsSaidAtOnce()
    {
        var sweep = await web.SubmitAsync(Spec);
        using var refused = await web.Client.SendAsync(
            HttpMethod.Post, $"{sweep}/trials/0:complete", Answers.Json("""{"token":"x","train_seconds":-1,"points":[{"step":1},{"loss":1}]}"""));
        var errors = (await refused.ProblemAsync(HttpStatusCode.BadRequest))["errors"]!.AsArray();
        Assert.Equal(["token", "train_seconds", "points[0]", "points[1]"], errors.Select(error => (string?)error!["place"]));
    }

    [Theory]
    [InlineData("", "client_id")]
    [InlineData("a/b", "client_id")]
    [InlineData("a b", "client_id")]
    public async Task Ask_NameThatIsNone_IsRefused(string client, string place)
    {
        var sweep = await web.SubmitAsync(Spec);
        using var refused = await web.Client.SendAsync(HttpMethod.Post, $"{sweep}/trials:ask", Answers.Json($"{{\"client_id\":\"{client}\"}}"));
        Assert.Equal(place, (string?)(await refused.ProblemAsync(HttpStatusCode.BadRequest))["errors"]![0]!["place"]);
    }

    [Fact]
    public async Task Ask_SweepThatSilosTrain_IsRefused()
    {
        var sweep = await web.SubmitAsync("name: n\nparameters: { pattern: [circle], iterations: [5] }\n");
        using var refused = await web.Client.SendAsync(HttpMethod.Post, $"{sweep}/trials:ask", Answers.Json("""{"client_id":"ann"}"""));
        Assert.Contains("perceptron is what silos train by", (string?)(await refused.ProblemAsync(HttpStatusCode.Conflict))["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_ServerWithoutASilo_SaysWhenToTryAgainAndStillTakesResults()
    {
        var sweep = await web.SubmitAsync(One);
        var trial = (await web.AskAsync(sweep, "ann"))!;
        using var client = SeededWeb.ClientOf(await web.ServeAsync(hasSilo: false));
        using var refused = await client.SendAsync(HttpMethod.Post, $"{sweep}/trials:ask", Answers.Json("""{"client_id":"bob"}"""));
        await refused.ProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter!.Delta);
        using var taken = await client.SendAsync(
            HttpMethod.Post, $"{sweep}/trials/0:complete", Answers.Json($"{{\"token\":\"{trial["token"]}\",\"points\":{Points}}}"));
        await taken.ReadAsync();

        // Nobody has told the owner, which finds out.
        await Eventually.TrueAsync(async () => (string?)(await web.Client.GetJsonAsync(sweep))["state"] == "completed", "the sweep is completed");
    }

    [Fact]
    public async Task Claims_KeyThatMayReadAlone_IsNotGivenAny()
    {
        var sweep = await web.SubmitAsync(Spec);
        using var client = SeededWeb.ClientOf(await web.ServeAsync(access: new AccessSettings { AsksOnLoopback = true }));
        var (reads, writes) = (web.Keys.Add(KeyScope.Read), web.Keys.Add(KeyScope.Write));
        foreach (var path in new[] { "trials:ask", "trials/0:report", "trials/0:complete", "trials/0:release" })
        {
            using var refused = await client.SendAsync(HttpMethod.Post, $"{sweep}/{path}", Answers.Json("{}"), ("Authorization", $"Bearer {reads}"));
            await refused.ProblemAsync(HttpStatusCode.Forbidden);
        }

        using var asked = await client.SendAsync(
            HttpMethod.Post, $"{sweep}/trials:ask", Answers.Json("""{"client_id":"ann"}"""), ("Authorization", $"Bearer {writes}"));
        await asked.ReadAsync();
    }

    [Fact]
    public async Task Claims_MalformedBodies_AreNeverAFailureOfTheServer()
    {
        var sweep = await web.SubmitAsync(Spec);
        var token = (string?)(await web.AskAsync(sweep, "ann"))!["token"];
        string[] bodies =
        [
            "", "{", "null", "[]", "7", "{}", """{"client_id":7}""", """{"client_id":null}""", """{"client_id":"\ud800"}""", $"{{\"client_id\":\"{new string('a', 101)}\"}}",
            """{"token":null}""", """{"token":7}""", """{"token":"00000000-0000-0000-0000-000000000000"}""", """{"token":"x","what":1}""",
            $"{{\"token\":\"{token}\",\"points\":7}}", $"{{\"token\":\"{token}\",\"points\":[null]}}", $"{{\"token\":\"{token}\",\"points\":[[]]}}",
            $"{{\"token\":\"{token}\",\"points\":[{{}}]}}", $"{{\"token\":\"{token}\",\"points\":[{{\"step\":-1,\"loss\":1}}]}}",
            $"{{\"token\":\"{token}\",\"points\":[{{\"step\":1e99,\"loss\":1}}]}}", $"{{\"token\":\"{token}\",\"points\":[{{\"step\":1,\"\\ud800\":1}}]}}",
            $"{{\"token\":\"{token}\",\"points\":[{{\"step\":1,\"a\":1,\"a\":2}}]}}", $"{{\"token\":\"{token}\",\"train_seconds\":1e999}}",
            $"{{\"token\":\"{token}\",\"train_seconds\":\"1\"}}", $"{{\"token\":\"{token}\",\"state\":\"\"}}", $"{{\"token\":\"{token}\",\"state\":7}}",
            $"{{\"token\":\"{token}\",\"points\":[{{\"step\":1,\"{new string('m', 300)}\":1}}]}}", new string('[', 3000), "\0",
        ];
        foreach (var path in new[] { "trials:ask", "trials/0:report", "trials/0:complete", "trials/0:release", "trials/x:report", "trials/-1:complete", "trials/99999:complete", "trials/9223372036854775808:release" })
        {
            foreach (var body in bodies)
            {
                // A trial that is given back is nobody's.
                if (path.EndsWith("release", StringComparison.Ordinal) && body.Contains(token!, StringComparison.Ordinal))
                    continue;
                using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
                content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
                using var response = await web.Client.SendAsync(HttpMethod.Post, $"{sweep}/{path}", content);
                Assert.True((int)response.StatusCode is 200 or (>= 400 and < 500), $"{path} {body}: {(int)response.StatusCode}");
            }
        }

        Assert.Empty((await web.Client.GetJsonAsync($"{sweep}/trials"))["trials"]!.AsArray());
        Assert.Equal(token, (string?)(await web.AskAsync(sweep, "ann"))!["token"]);
    }

    private static JsonObject Without(JsonNode trial, params string[] members)
    {
        var rest = trial.DeepClone().AsObject();
        foreach (var member in members)
            Assert.True(rest.Remove(member));
        return rest;
    }
}
