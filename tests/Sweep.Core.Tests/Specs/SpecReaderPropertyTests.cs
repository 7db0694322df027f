using System.Text.Json.Nodes;
using CsCheck;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;

namespace Sweep.Core.Tests.Specs;

public sealed class SpecReaderPropertyTests
{
    private static readonly string[] Fragments =
    [
        "{", "}", "[", "]", ":", ",", "- ", "? ", "&a ", "*a", "!!int ", "|\n", ">\n", "'", "\"", "#", "---\n", "...\n", "%YAML 1.2\n", "<<: ", "~", "null",
        "\n", "\n  ", "\t", "\r\n", "\\u0000", "\0", "\u0085", "\u2028", "\ud800", "é", "😀", ".nan", ".inf", "-0", "1e999", "0x1F", "99999999999999999999",
        "name", "parameters", "pattern", "learning_rate", "log", "count", "circle", "0.5", "1000000", "version: 1\n", "$schema",
    ];

    private static readonly Gen<string> GenFragment = Gen.Int[0, Fragments.Length - 1].Select(index => Fragments[index]);

    private static readonly string Example = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "examples", "backprop.yaml"));

    [Fact]
    public void Read_RandomBytes_GivesASpecOrErrors() => Gen.Byte.Array[0, 200].Sample(bytes => AssertWhole(SpecReader.Read(bytes)));

    [Fact]
    public void Read_RandomFragments_GivesASpecOrErrors() =>
        GenFragment.Array[0, 40].Select(string.Concat).Sample(text => AssertWhole(SpecReader.Read(text)), iter: 5000);

    [Fact]
    public void Read_ExampleWithSomethingElseInIt_GivesASpecOrErrors() =>
        Gen.Select(Gen.Int[0, Example.Length], Gen.Int[0, 12], GenFragment.Array[0, 3]).Sample(
            (place, length, fragments) =>
            {
                var end = Math.Min(Example.Length, place + length);
                AssertWhole(SpecReader.Read(Example[..place] + string.Concat(fragments) + Example[end..]));
            },
            iter: 5000);

    [Fact]
    public void Read_AnySpecWrittenOut_IsThatSpec() => TestSpecs.Any.Sample(
        any =>
        {
            var spec = any with { RecordEvery = 1000 }; // any number of iterations then records few enough points
            var result = SpecReader.Read(AsJson(spec));
            Assert.Empty(result.Errors);
            Assert.Equal(spec, result.Spec);
        },
        iter: 50);

    [Fact]
    public void Read_CanonicalRoundTripOfWhatWasRead_IsTheSame() => Gen.Int[1, 9].Sample(replicates =>
    {
        var yaml = SpecReader.Read(Example.Replace("replicates: 3", $"replicates: {replicates}", StringComparison.Ordinal)).Spec!;
        Assert.Equal(yaml, CanonicalSpec.FromJson(CanonicalSpec.ToJson(yaml)));
    });

    private static void AssertWhole(SpecReadResult result)
    {
        Assert.Equal(result.Spec is null, result.Errors.Length > 0);
        Assert.All(result.Errors, error =>
        {
            var text = error.ToString();
            Assert.DoesNotContain(text, char.IsControl);
            Assert.NotEmpty(error.Rule);
            Assert.NotEmpty(error.Remedy);
            Assert.True(error.Line is null or >= 1 && error.Column is null or >= 1, text);
        });
        if (result.Spec is { } spec)
            Assert.InRange(new SearchSpace(spec).PlannedTrials, 1, SpecLimits.PlannedTrials);
    }

    // The canonical form with its parameters as people write them.
    private static string AsJson(SweepSpec spec)
    {
        var canonical = JsonNode.Parse(CanonicalSpec.ToJson(spec))!.AsObject();
        var parameters = canonical["parameters"]!.AsArray()
            .Select(parameter => KeyValuePair.Create(parameter!["name"]!.GetValue<string>(), (JsonNode?)parameter["values"]!.DeepClone()));
        canonical["parameters"] = new JsonObject(parameters);
        if (spec.MaxConcurrent is null)
            canonical.Remove("max_concurrent");
        return canonical.ToJsonString();
    }
}
