using Sweep.Core.Curves;
using Sweep.Core.Data;
using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;
using Sweep.Core.Trainers;
using Sweep.Core.Trials;

namespace Sweep.Core.Tests.Specs;

/// <summary>Data sets beside the patterns.</summary>
public sealed class SpecDataTests
{
    private static readonly DataReference Heart = new(new string('a', 64), 303, 13);

    private static readonly DataReference Moons = new(new string('b', 64), 1000, 2);

    private static readonly KnownTrainers Known = KnownTrainers.Default.With([new("heart", Heart), new("moons", Moons), new("4 you", Moons)]);

    private const string Text = "name: n\nparameters:\n  pattern: [moons, circle, heart]\n  samples: [100, 303]\n";

    [Fact]
    public void Read_NamesOfDataSets_StandBesideThePatterns()
    {
        var spec = SpecReader.Read(Text, Known).Spec!;
        Assert.Equal(["moons", "circle", "heart"], spec.Find("pattern")!.Values.Select(value => value.Text));
        Assert.Equal([new("heart", Heart), new("moons", Moons)], spec.Data);
        Assert.Equal(FeatureScale.Standard, spec.Scale);
        var space = new SearchSpace(spec);
        Assert.Equal([Moons, Moons, null, null, Heart, Heart], Enumerable.Range(0, 6).Select(number => space.TrialAt(number).Data));
        Assert.Equal((FeatureScale.Standard, FeatureScale.None), (space.TrialAt(0).Scale, space.TrialAt(2).Scale));
    }

    [Fact]
    public void Read_UnknownPatternWithoutALookAtTheDatabase_AsksForOne()
    {
        Assert.True(SpecReader.Read(Text).AsksForData);
        Assert.False(SpecReader.Read(Text, Known).AsksForData);
        Assert.False(SpecReader.Read("name: n\nparameters: { pattern: [circle], samples: [0] }").AsksForData);
        Assert.False(SpecReader.Read(Text, KnownTrainers.Default.With([])).AsksForData);
    }

    [Theory]
    [InlineData("pattern: [hart]", "parameters.pattern[0] (line 2, column 25): hart is not a pattern or a data set of the database; did you mean \"heart\"?")]
    [InlineData(
        "pattern: [nothing]",
        "parameters.pattern[0] (line 2, column 25): nothing is not a pattern or a data set of the database; "
        + "known names: circle, diamond, centered_square, thick_right_angle, thin_right_angle, 4 you, heart, moons")]
    [InlineData(
        "pattern: [heart, moons], samples: [303, 304]",
        "parameters.samples[1] (line 2, column 55): 304 must be at most 303, the rows of the data set heart; write samples: [303], or a sweep of its own for that data set")]
    [InlineData(
        "pattern: [heart], samples: { linear: [200, 400], count: 3 }",
        "parameters.samples (line 2, column 42): 400 must be at most 303, the rows of the data set heart; write samples: [303], or a sweep of its own for that data set")]
    [InlineData(
        "pattern: [heart]",
        "parameters.samples (line 2, column 13): 500 must be at most 303, the rows of the data set heart; write samples: [303], or a sweep of its own for that data set")]
    public void Read_WrongUseOfDataSets_IsToldWithPlaceAndRemedy(string parameters, string expected) =>
        Assert.Equal([expected], SpecReader.Read($"name: n\nparameters: {{ {parameters} }}", Known).Errors.Select(error => error.ToString()));

    [Theory]
    [InlineData("scale: robust", "scale (line 5, column 8): robust is not a scale; write one of: none, minmax, standard")]
    [InlineData("scale: [none]", "scale (line 5, column 8): a list must be a scale's name; write one of: none, minmax, standard")]
    public void Read_UnknownScale_IsRefused(string line, string expected) =>
        Assert.Equal([expected], SpecReader.Read(Text + line, Known).Errors.Select(error => error.ToString()));

    [Fact]
    public void Read_ScaleWithNothingToScale_IsRefused()
    {
        Assert.Equal(
            ["scale (line 3, column 8): none has no data set to scale; leave it out, or name a data set among the patterns"],
            SpecReader.Read("name: n\nparameters: { pattern: [circle] }\nscale: none", Known).Errors.Select(error => error.ToString()));
        Assert.Equal(
            ["scale (line 4, column 8): none is the perceptron's; leave it out: other trainers scale their data themselves"],
            SpecReader.Read("name: n\ntrainer: other\nparameters: { pattern: [circle] }\nscale: none", Known).Errors.Select(error => error.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("scale: minmax")]
    public void CanonicalSpec_WithData_HasNumbersByHashAndReadsBackTheSame(string line)
    {
        var spec = SpecReader.Read(Text + line, Known).Spec!;
        var canonical = CanonicalSpec.ToJson(spec);
        Assert.EndsWith(
            $$"""
            ,"data":{"heart":{"hash":"{{Heart.Hash}}","rows":303,"features":13},"moons":{"hash":"{{Moons.Hash}}","rows":1000,"features":2} },"scale":"{{spec.Scale.ToName()}}"}
            """.Replace("} }", "}}", StringComparison.Ordinal),
            canonical, StringComparison.Ordinal);
        Assert.Equal(spec, CanonicalSpec.FromJson(canonical));
        Assert.NotEqual(spec, CanonicalSpec.FromJson(canonical.Replace(Heart.Hash, Moons.Hash, StringComparison.Ordinal)));
    }

    [Fact]
    public void ContentKey_OfADataSet_GoesByItsNumbersAndScale()
    {
        var trial = new TrialDefinition(0, SpaceOf("heart", Heart).TrialAt(0).Point, 0, 0, 1241) { Data = Heart, Scale = FeatureScale.Standard };
        // printf 'pattern=aaa…;scale=standard;learning_rate=0.001;iterations=5000;samples=100;hidden=4;data_seed=0;init_seed=1241;numerics=2' | sha256sum
        var key = ContentKey.Of(TrainerSpec.Perceptron, trial, 2);
        Assert.Equal("485177792e29d698610ecffe1082e9090e7f9429ca9516c511865402a0bcfcc0", key);
        Assert.Equal(key, ContentKey.Of(TrainerSpec.Perceptron, trial with { Point = trial.Point.With("pattern", "other name") }, 2));
        Assert.NotEqual(key, ContentKey.Of(TrainerSpec.Perceptron, trial with { Scale = FeatureScale.None }, 2));
        Assert.NotEqual(key, ContentKey.Of(TrainerSpec.Perceptron, trial with { Data = Moons }, 2));
    }

    [Fact]
    public void GridCost_OfDataSets_IsTheSumOfItsRuns()
    {
        var space = new SearchSpace(SpecReader.Read(Text, Known).Spec!);
        var (runs, costs, model) = (new RunGrid(space), new GridCost(space.Spec), TrialModel.Of(space.Spec));
        var each = Enumerable.Range(0, (int)runs.Count).Select(run => model.CostOf(space.TrialAt(runs.NumberOf(run, runs.Stops - 1)).Point)).ToList();
        Assert.Equal(each.Sum(), costs.Total, 1e-9 * costs.Total);
        Assert.Equal(TrialCost.FeatureFactor(13), each[4] / each[0], 1e-12);
        Assert.Equal(each[0], each[2]);
    }

    [Fact]
    public void MostOf_DataSets_HoldsEachOfTheirRuns()
    {
        var space = new SearchSpace(SpecReader.Read(Text, Known).Spec!);
        var model = TrialModel.Of(space.Spec);
        var most = model.MostOf(space.Spec, CurveEncoding.Pieces);
        for (var number = 0L; number < space.PlannedTrials; number++)
        {
            var need = model.NeedOf(space.TrialAt(number).Point, 1, CurveEncoding.Pieces, resumes: true);
            Assert.True(new MemoryRoom(most.Managed, most.Total).Holds(need));
        }

        Assert.True(most.Managed > TrialModel.Perceptron.MostOf(space.Spec, CurveEncoding.Pieces).Managed + Moons.Bytes);
    }

    [Fact]
    public void PerceptronPoint_OfAnUnknownPattern_IsRefused() =>
        Assert.Throws<ArgumentException>(() => PerceptronPoint.Of(SpaceOf("heart", Heart).TrialAt(0).Point));

    private static SearchSpace SpaceOf(string name, DataReference data) =>
        new(SpecReader.Read($"name: n\nparameters: {{ pattern: [{name}], samples: [100] }}", KnownTrainers.Default.With([new(name, data)])).Spec!);
}
