using System.Net;
using Sweep.Storage.Sweeps;

namespace Sweep.Web.Tests.Api;

public abstract class SubmitRouteContract(SeededWeb web)
{
    private const string Spec = "name: asked\nparameters:\n  pattern: [circle]\n  iterations: [10]\n  samples: [20]\n";

    private const string Wrong = "name: asked\nparameters:\n  pattern: [circle]\n  learning_rate: [-0.1]\n  samples: [0]\n";

    [Fact]
    public async Task Submit_WithKey_IsCreatedOnceAndReplayedAfterwards()
    {
        using var first = await PostAsync(Spec, "one");
        var created = await first.ReadAsync(HttpStatusCode.Created);
        Assert.Equal($"/v1/sweeps/{created["sweep_id"]}", first.Headers.Location?.OriginalString);
        using var again = await PostAsync(Spec, "one");
        var replayed = await again.ReadAsync();
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotent-Replayed")));
        Assert.Equal((string?)created["sweep_id"], (string?)replayed["sweep_id"]);
        Assert.Equal("asked", (string?)(await web.Open.GetJsonAsync(first.Headers.Location!.OriginalString))["name"]);
    }

    [Fact]
    public async Task Submit_AnotherSpecUnderTheSameKey_IsRefused()
    {
        using var first = await PostAsync(Spec, "two");
        using var other = await PostAsync(Spec.Replace("[10]", "[11]", StringComparison.Ordinal), "two");
        var problem = await other.ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("Idempotency-Key", (string?)problem["errors"]![0]!["place"]);
    }

    [Fact]
    public async Task Submit_SpecWithSeveralErrors_AnswersAllWithLineAndColumnAndStoresNothing()
    {
        var before = await CountAsync();
        foreach (var path in (string[])["/v1/sweeps", "/v1/sweeps?validate_only=true"])
        {
            using var refused = await web.Open.SendAsync(HttpMethod.Post, path, Answers.Yaml(Wrong));
            var errors = (await refused.ProblemAsync(HttpStatusCode.UnprocessableEntity))["errors"]!.AsArray();
            Assert.Equal(["parameters.learning_rate[0]", "parameters.samples[0]"], errors.Select(error => (string?)error!["place"]));
            Assert.Equal((4, 19), ((int)errors[0]!["line"]!, (int)errors[0]!["column"]!));
            Assert.All(errors, error => Assert.False(string.IsNullOrEmpty((string?)error!["rule"])));
        }

        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task Submit_ToValidateOnly_SaysHowManyTrialsAndStoresNothing()
    {
        var before = await CountAsync();
        using var response = await web.Open.SendAsync(HttpMethod.Post, "/v1/sweeps?validate_only=true", Answers.Yaml(Spec + "replicates: 3\n"));
        Assert.Equal(3, (int)(await response.ReadAsync())["planned_trials"]!);
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task Submit_ToValidateOnly_SaysWhatConstraintsLeaveOut()
    {
        const string Bounded = "name: n\nparameters: { pattern: [circle], hidden: [2, 4, 8] }\nconstraints: [hidden<5, hidden > 2]\n";
        using var response = await web.Open.SendAsync(HttpMethod.Post, "/v1/sweeps?validate_only=true", Answers.Yaml(Bounded));
        var read = await response.ReadAsync();
        Assert.Equal(1, (int)read["planned_trials"]!);
        Assert.Equal(
            """{"points":2,"visited":3,"is_all":true,"by":[{"constraint":"hidden < 5","points":1},{"constraint":"hidden > 2","points":1}]}""",
            read["left_out"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task Submit_SearchWithAHistory_SaysWhatItBeginsWith()
    {
        var spec = "name: n\nparameters: { pattern: [circle, diamond], hidden: { linear: [2, 9] } }\nsampler: nsga_ii\nhistory: [missing]\n";
        using var refused = await web.Open.SendAsync(HttpMethod.Post, "/v1/sweeps", Answers.Yaml(spec));
        Assert.Equal("history[0]", (string?)(await refused.ProblemAsync(HttpStatusCode.UnprocessableEntity))["errors"]![0]!["place"]);

        var source = web.Done;
        var parameters = string.Join(", ", source.Spec.Parameters.Select(parameter => $"{parameter.Name}: [{string.Join(", ", parameter.Values)}]"));
        spec = $"name: n\nparameters: {{ {parameters} }}\nsampler: nsga_ii\nhistory: ['{source.Id:d}']\n";
        using var response = await web.Open.SendAsync(HttpMethod.Post, "/v1/sweeps?validate_only=true", Answers.Yaml(spec));
        var history = (await response.ReadAsync())["history"]!;
        Assert.Equal(source.PlannedTrials / source.Spec.Replicates, (long)history["points"]!);
        Assert.Equal(source.Id.ToString("d"), (string?)history["sources"]![0]!["sweep_id"]);
    }

    [Fact]
    public async Task Submit_WithoutReuse_IsAnotherSpec()
    {
        async Task<System.Text.Json.Nodes.JsonNode> CheckAsync(string query)
        {
            using var response = await web.Open.SendAsync(HttpMethod.Post, $"/v1/sweeps?validate_only=true{query}", Answers.Yaml(Spec));
            return await response.ReadAsync();
        }

        var (usual, without) = (await CheckAsync(""), await CheckAsync("&no_reuse=true"));
        Assert.NotEqual((string?)usual["spec_hash"], (string?)without["spec_hash"]);
        Assert.Equal((null, "none"), ((string?)usual["spec"]!["reuse"], (string?)without["spec"]!["reuse"]));
    }

    [Fact]
    public async Task Submit_InJson_IsTaken()
    {
        using var response = await web.Open.SendAsync(
            HttpMethod.Post, "/v1/sweeps", Answers.Json("""{"name":"in json","parameters":{"pattern":["circle"],"iterations":[10],"samples":[20]}}"""));
        await response.ReadAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Submit_InAnotherType_IsUnsupported()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("name", "asked")]);
        using var response = await web.Open.SendAsync(HttpMethod.Post, "/v1/sweeps", form);
        await response.ProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Submit_MoreThanABodyMayHave_IsTooLarge()
    {
        using var server = await web.StartAsync(limits: new() { BodyBytes = 1000 });
        using var response = await server.SendAsync(HttpMethod.Post, "/v1/sweeps", Answers.Yaml(Spec + new string('#', 2000)));
        await response.ProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("a\tb")]
    [InlineData("")]
    public async Task Submit_WithAKeyThatCannotBe_IsRefused(string key)
    {
        using var response = await PostAsync(Spec, key);
        await response.ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("""{"iterations":[null]}""")]
    [InlineData("""{"iterations":[{}]}""")]
    [InlineData("""{"add":{"samples":null}}""")]
    [InlineData("""{"add":{"samples":[30,[40]]}}""")]
    [InlineData("""{"trials":"many"}""")]
    [InlineData("null")]
    public async Task Extend_ByWhatAreNoValues_IsRefusedWithAnExample(string body)
    {
        using var submitted = await PostAsync(Spec, "extended");
        var id = (string?)(await submitted.ReadAsync(submitted.StatusCode))["sweep_id"];
        using var response = await web.Open.SendAsync(HttpMethod.Post, $"/v1/sweeps/{id}/extensions", Answers.Json(body));
        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Contains("\"trials\"", (string?)problem["errors"]![0]!["remedy"], StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> PostAsync(string spec, string key) =>
        web.Open.SendAsync(HttpMethod.Post, "/v1/sweeps", Answers.Yaml(spec), ("Idempotency-Key", key));

    private async Task<int> CountAsync() => (await web.Store.ListSweepsAsync(new SweepFilter(), TestContext.Current.CancellationToken)).Count;
}
