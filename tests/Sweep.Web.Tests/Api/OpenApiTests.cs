using System.Text.Json;
using Sweep.Testing;

namespace Sweep.Web.Tests.Api;

public sealed class OpenApiTests(SeededWeb web) : IClassFixture<SeededWeb>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public async Task Description_IsTheOneOnRecord()
    {
        var now = await web.Open.GetJsonAsync("/v1/openapi.json");
        Assert.Equal("3.1", ((string?)now["openapi"])![..3]);
        var text = now.ToJsonString(Indented) + "\n";
        var page = Repository.File("docs/openapi.json");
        var made = Path.Combine(AppContext.BaseDirectory, "openapi.json");
        await File.WriteAllTextAsync(made, text, TestContext.Current.CancellationToken);
        var kept = File.Exists(page) ? await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken) : "";
        Assert.True(kept == text, $"the API is not what docs/openapi.json says any more; where that is meant: cp {made} {page}");
    }

    [Fact]
    public async Task Description_OfWhatConvertersWrite_SaysItsForm()
    {
        var schemas = (await web.Open.GetJsonAsync("/v1/openapi.json"))["components"]!["schemas"]!.AsObject();

        // What a client reports of a step is what its trainer has.
        var lists = schemas.SelectMany(schema => (schema.Value!["properties"]?.AsObject() ?? []).Select(one => (Name: $"{schema.Key}.{one.Key}", Type: one.Value!)))
            .Where(one => one.Type["type"]?.ToJsonString().Contains("array", StringComparison.Ordinal) == true && !one.Name.EndsWith(".points", StringComparison.Ordinal));
        Assert.All(lists, one => Assert.True(one.Type["items"] is not null, one.Name));
        Assert.All(schemas["TrialView"]!["properties"]!.AsObject(), column => Assert.NotNull(column.Value!["type"]));
        foreach (var rows in new[] { schemas["SweepTop"]!["properties"]!["rows"]!, schemas["ComparedSweepView"]!["properties"]!["rows"]! })
        {
            var part = rows["items"]!["additionalProperties"]!["oneOf"]![1]!;
            Assert.Equal(("array", 2, 2), ((string?)part["type"], (int)part["minItems"]!, (int)part["maxItems"]!));
        }
    }

    [Fact]
    public async Task Description_HasEveryRouteWithItsScopeAndParameters()
    {
        var paths = (await web.Open.GetJsonAsync("/v1/openapi.json"))["paths"]!.AsObject();
        var operations = paths.SelectMany(path => path.Value!.AsObject()).ToList();
        Assert.True(operations.Count >= 18, $"{operations.Count} operations");
        Assert.All(operations, operation => Assert.Contains("Asks for scope", (string?)operation.Value!["description"], StringComparison.Ordinal));
        var names = paths["/v1/sweeps/{id}/trials"]!["get"]!["parameters"]!.AsArray().Select(parameter => (string?)parameter!["name"]);
        Assert.Equal(["id", "order_by", "page_size", "page_token"], names);
        Assert.NotNull(paths["/v1/sweeps/{id}/events"]!["get"]!["responses"]!["200"]!["content"]!["text/event-stream"]);
    }
}
