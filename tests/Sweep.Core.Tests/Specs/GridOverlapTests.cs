using System.Collections.Immutable;
using CsCheck;
using Sweep.Core.Data;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Specs;

public sealed class GridOverlapTests
{
    private static readonly SearchSpace Backprop = new(TestSpecs.Backprop);

    /// <summary>Small grids of few values, so that many share trials.</summary>
    private static Gen<SearchSpace> Spaces { get; } =
        from patterns in Values("circle", "diamond", "heart")
        from hash in Values("a", "b")
        from scale in Values(FeatureScale.None, FeatureScale.Minmax)
        from rates in Values(0.001, 0.01, 0.1)
        from iterations in Values(10, 20, 30)
        from samples in Values(1, 2)
        from seeds in Gen.Select(Gen.UInt[0, 2], Gen.UInt[0, 2])
        from replicates in Gen.Long[1, 4]
        from target in Gen.Bool.Select(isHigh => isHigh ? 0.3 : 0.2)
        from every in Gen.Int[1, 2]
        from parameters in Gen.Shuffle(new Parameter[]
        {
            new(PerceptronParameters.Pattern, ParameterKind.Text, [.. patterns.Select(ParameterValue.FromText)]),
            PerceptronParameters.LearningRates([.. rates]),
            PerceptronParameters.Counts(PerceptronParameters.Iterations, [.. iterations]),
            PerceptronParameters.Counts(PerceptronParameters.Samples, [.. samples]),
            PerceptronParameters.Counts(PerceptronParameters.Hidden, [4]),
        })
        select new SearchSpace(new SweepSpec("grid", [.. parameters], replicates, seeds.Item1, seeds.Item2, target, every)
        {
            Data = patterns.Contains("heart") ? Data(hash[0]) : Data(),
            Scale = scale[0],
        });

    [Fact]
    public void NumberAt_AnyTwoGrids_IsWhatComparingAllTrialsFinds() => Gen.Select(Spaces, Spaces).Sample((space, other) =>
    {
        var there = All(other).ToDictionary(number => Content(other, number));
        var expected = All(space).Select(number => there.TryGetValue(Content(space, number), out var found) ? (long?)found : null).ToList();
        var overlap = SpaceOverlap.Of(space, other);
        Assert.Equal(expected, All(space).Select(number => overlap?.NumberAt(number)));
        Assert.Equal(expected.Exists(number => number is not null), overlap is not null);
        Assert.Equal(expected.TrueForAll(number => number is not null), overlap?.IsWhole == true);
    });

    [Fact]
    public void Covers_AnyTwoOverlaps_IsTrueWhereTheFirstSharesAllThatTheSecondDoes() => Gen.Select(Spaces, Spaces, Spaces).Sample((space, one, two) =>
    {
        if (SpaceOverlap.Of(space, one) is { } first && GridOverlap.Of(space, two) is { } second)
            Assert.Equal(All(space).All(number => first.NumberAt(number) is not null || second.NumberAt(number) is null), first.Covers(second));
    });

    [Fact]
    public void NumberAt_OneMoreRate_IsKnownForTheOldOnes()
    {
        var rates = TestSpecs.Backprop.Parameters[1];
        var more = new SearchSpace(TestSpecs.Backprop with
        {
            Parameters = TestSpecs.Backprop.Parameters.SetItem(1, rates with { Values = rates.Values.Add(0.1) }),
        });
        var overlap = Assert.IsAssignableFrom<SpaceOverlap>(SpaceOverlap.Of(more, Backprop));
        Assert.Equal(Backprop.PlannedTrials, All(more).Count(number => overlap.NumberAt(number) is not null));
        Assert.All(
            All(more).Where(number => overlap.NumberAt(number) is not null),
            number => Assert.Equal(more.TrialAt(number) with { Number = 0 }, Backprop.TrialAt(overlap.NumberAt(number)!.Value) with { Number = 0 }));
    }

    [Fact]
    public void Of_WhatDecidesResultsOrCurvesDiffers_IsNull()
    {
        var spec = TestSpecs.Backprop;
        SweepSpec[] others =
        [
            spec with { DataSeed = 1 },
            spec with { InitSeed = 1 },
            spec with { DataSeed = 3, InitSeed = 1244 },
            spec with { Target = 0.3 },
            spec with { RecordEvery = 2 },
            spec with { Parameters = spec.Parameters.SetItem(4, PerceptronParameters.Counts(PerceptronParameters.Hidden, [5])) },
        ];
        Assert.All(others, other => Assert.Null(SpaceOverlap.Of(Backprop, new SearchSpace(other))));
    }

    [Fact]
    public void NumberAt_BothSeedsMoved_IsTheReplicateWithTheSameSeeds()
    {
        var moved = new SearchSpace(TestSpecs.Backprop with { DataSeed = 2, InitSeed = 1243 });
        var overlap = Assert.IsAssignableFrom<SpaceOverlap>(SpaceOverlap.Of(moved, Backprop));
        Assert.Equal([2, null, null, 5], new[] { 0L, 1, 2, 3 }.Select(overlap.NumberAt));
    }

    [Fact]
    public void Of_HugeGrids_TakesNoVisits()
    {
        var huge = new SearchSpace(TestSpecs.Backprop with { Replicates = 2_000_000_000 });
        var overlap = Assert.IsAssignableFrom<SpaceOverlap>(SpaceOverlap.Of(huge, huge));
        Assert.Equal(huge.PlannedTrials - 1, overlap.NumberAt(huge.PlannedTrials - 1));
    }

    private static ImmutableSortedDictionary<string, DataReference> Data(params string[] hashes) =>
        hashes.ToImmutableSortedDictionary(_ => "heart", hash => new DataReference(hash, 2, 3), StringComparer.Ordinal);

    private static Gen<T[]> Values<T>(params T[] all) => Gen.Shuffle(all).SelectMany(shuffled => Gen.Int[1, all.Length].Select(count => shuffled[..count]));

    private static IEnumerable<long> All(SearchSpace space) => Enumerable.Range(0, (int)space.PlannedTrials).Select(number => (long)number);

    private static (TrialPoint, DataReference?, FeatureScale, uint, uint, double?, int) Content(SearchSpace space, long number)
    {
        var trial = space.TrialAt(number);
        return (trial.Point, trial.Data, trial.Scale, trial.DataSeed, trial.InitSeed, space.Spec.Target, space.Spec.RecordEvery);
    }
}
