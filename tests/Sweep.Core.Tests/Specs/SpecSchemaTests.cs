using System.Text.Json.Nodes;
using NJsonSchema;
using Sweep.Core.Specs.Reading;
using Sweep.Core.Texts;

namespace Sweep.Core.Tests.Specs;

public sealed class SpecSchemaTests
{
    private static readonly string Root = AppContext.BaseDirectory;

    public static TheoryData<string> Examples =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, "examples")).Select(path => Path.GetFileName(path))];

    [Fact]
    public void ToJson_FileForEditors_IsThatText()
    {
        var made = Path.Combine(Root, "sweep-spec.schema.json");
        File.WriteAllText(made, SpecSchema.ToJson());
        Assert.True(File.ReadAllText(made) == File.ReadAllText(Path.Combine(Root, "docs", "sweep-spec.schema.json")), $"make it anew: cp {made} docs/");
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Schema_Example_IsValidAndReadable(string name)
    {
        var text = File.ReadAllText(Path.Combine(Root, "examples", name));
        Assert.Empty(SpecReader.Read(text).Errors);
        Assert.True(await IsValidAsync(text));
        Assert.Contains("../docs/sweep-spec.schema.json", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name: n")]
    [InlineData("parameters: { pattern: [circle] }")]
    [InlineData("name: ' '\nparameters: { pattern: [circle] }")]
    [InlineData("name: 5\nparameters: { pattern: [circle] }")]
    [InlineData("name: n\nparameters: { pattern: [circle, circle] }")]
    [InlineData("name: n\nparameters: { pattern: [5] }")]
    [InlineData("name: n\nparameters: { pattern: circle }")]
    [InlineData("name: n\nparameters: { pattern: [] }")]
    [InlineData("name: n\nparameters: { pattern: [circle], learning_rate: [0] }")]
    [InlineData("name: n\nparameters: { pattern: [circle], learning_rate: ['0.1'] }")]
    [InlineData("name: n\nparameters: { pattern: [circle], learning_rate: { log: [1, 2], linear: [1, 2], count: 2 } }")]
    [InlineData("name: n\nparameters: { pattern: [circle], hidden: [257] }")]
    [InlineData("name: n\nparameters: { pattern: [circle], samples: [1.5] }")]
    [InlineData("name: n\nparameters: { pattern: [circle], epochs: [1] }")]
    [InlineData("name: n\nparameters: { pattern: [circle] }\nreplicates: 0")]
    [InlineData("name: n\nparameters: { pattern: [circle] }\ndata_seed: 4294967296")]
    [InlineData("name: n\nparameters: { pattern: [circle] }\nsampler: bayes")]
    [InlineData("name: n\nparameters: { pattern: [circle] }\nsampler: { kind: random, lag: 3 }")]
    [InlineData("name: n\nparameters: { pattern: [circle] }\nsampler: { kind: grid, trials: 3 }")]
    [InlineData("name: n\nparameters: { pattern: [circle] }\nreuse: all")]
    [InlineData("name: n\nparameters: { pattern: [circle] }\nversion: 2")]
    [InlineData("name: n\nparameters: { pattern: [circle] }\nnotify: ftp://a.example")]
    [InlineData("name: n\nparameters: { pattern: [circle] }\nnotify: { url: https://a.example, events: [done] }")]
    [InlineData("name: n\nparameters: { pattern: [circle] }\nnotify: { events: [failed] }")]
    [InlineData("name: n\nparameters: { pattern: [circle] }\npruner: ashes")]
    [InlineData("name: n\nparameters: { pattern: [circle] }\ntarget: { loss: -1 }")]
    [InlineData("name: n\nparameters: { pattern: [circle] }\nrecord: { every: 0 }")]
    [InlineData("- name: n")]
    public async Task Schema_BadSpec_IsInvalidAsForTheReader(string text)
    {
        Assert.NotEmpty(SpecReader.Read(text).Errors);
        Assert.False(await IsValidAsync(text));
    }

    private static async Task<bool> IsValidAsync(string text)
    {
        var node = YamlNodes.Read(text, new SpecErrors());
        var json = ToJson(Assert.IsAssignableFrom<SpecNode>(node))?.ToJsonString() ?? "null";
        var schema = await JsonSchema.FromJsonAsync(SpecSchema.ToJson(), TestContext.Current.CancellationToken);
        return schema.Validate(json).Count == 0;
    }

    private static JsonNode? ToJson(SpecNode node) => node switch
    {
        SpecNode.List list => new JsonArray([.. list.Items.Select(ToJson)]),
        SpecNode.Map map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(((SpecNode.Scalar)entry.Key).Text, ToJson(entry.Value)))),
        { IsNull: true } => null,
        SpecNode.Scalar { IsQuoted: false } scalar when WrittenNumber.IsDecimal(scalar.Text) => JsonNode.Parse(scalar.Text),
        SpecNode.Scalar scalar => scalar.Text,
        _ => throw new ArgumentException("not a whole tree", nameof(node)),
    };
}
