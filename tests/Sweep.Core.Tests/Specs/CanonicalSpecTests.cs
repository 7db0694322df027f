using CsCheck;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Specs;

public sealed class CanonicalSpecTests
{
    private const string BackpropJson =
        """
        {"version":1,"name":"backprop-patterns","parameters":[{"name":"pattern","values":["circle","diamond","centered_square","thick_right_angle","thin_right_angle"]},{"name":"learning_rate","values":[0.0003,0.0009654893846056297,0.003107232505953859,0.01]},{"name":"iterations","values":[1000,5000]},{"name":"samples","values":[100,500,1000]},{"name":"hidden","values":[4]}],"replicates":3,"data_seed":0,"init_seed":1241,"sampler":"grid","target":{"loss":0.2},"record":{"every":1},"weight":1,"max_concurrent":null}
        """;

    [Fact]
    public void ToJson_BackpropExample_IsThisText() => Assert.Equal(BackpropJson, CanonicalSpec.ToJson(TestSpecs.Backprop));

    [Fact]
    public void FromJson_WhatToJsonWrote_IsTheSameSpec() => TestSpecs.Any.Sample(spec =>
    {
        var json = CanonicalSpec.ToJson(spec);
        var read = CanonicalSpec.FromJson(json);
        Assert.Equal(spec, read);
        Assert.Equal(spec.GetHashCode(), read.GetHashCode());
        Assert.Equal(json, CanonicalSpec.ToJson(read));
    });

    [Fact]
    public void FromJson_MembersInAnotherOrder_IsTheSameSpec()
    {
        // As a jsonb column gives it back: sorted members, spaces.
        const string Jsonb =
            """
            {"name": "n", "record": {"every": 2}, "target": {"loss": 0.00001}, "weight": 1, "sampler": "grid", "version": 1, "data_seed": 0,
             "init_seed": 5, "parameters": [{"name": "hidden", "values": [4]}, {"values": ["circle"], "name": "pattern"}], "replicates": 1, "max_concurrent": 9}
            """;
        var expected = new SweepSpec(
            "n",
            [PerceptronParameters.Counts(PerceptronParameters.Hidden, [4]), PerceptronParameters.Patterns([Pattern.Circle])],
            InitSeed: 5,
            Target: 1e-5,
            RecordEvery: 2,
            MaxConcurrent: 9);
        Assert.Equal(expected, CanonicalSpec.FromJson(Jsonb));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"version\":2}")]
    public void FromJson_OtherText_ThrowsFormatException(string json) =>
        Assert.Throws<FormatException>(() => CanonicalSpec.FromJson(json));

    [Fact]
    public void Hash_Text_IsSha256OfItsBytes() => // printf '{"a":"é"}' | sha256sum
        Assert.Equal("b3a092a6af48807fa9482b2ee140105575daa26d5b24b3c0e60a7e2dee6683b1", CanonicalSpec.Hash("{\"a\":\"é\"}"));

    [Fact]
    public void Equals_SpecsThatDifferInOneMember_IsFalse()
    {
        var spec = TestSpecs.Backprop;
        SweepSpec[] others =
        [
            spec with { Name = "other" },
            spec with { Parameters = [.. spec.Parameters.Reverse()] },
            spec with { Replicates = 4 },
            spec with { DataSeed = 1 },
            spec with { InitSeed = 1 },
            spec with { Target = 0.3 },
            spec with { RecordEvery = 2 },
            spec with { Weight = 2 },
            spec with { MaxConcurrent = 1 },
            spec with { Reuse = ReuseScope.None },
        ];
        Assert.All(others, other => Assert.NotEqual(spec, other));
        Assert.Equal(others.Length, others.Select(other => CanonicalSpec.Hash(CanonicalSpec.ToJson(other))).Distinct(StringComparer.Ordinal).Count());
    }
}
