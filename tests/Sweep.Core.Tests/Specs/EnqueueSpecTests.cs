using System.Collections.Immutable;
using CsCheck;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;

namespace Sweep.Core.Tests.Specs;

/// <summary>The section <c>enqueue</c>, and where its points stand in the space.</summary>
public sealed class EnqueueSpecTests
{
    private const string Grid = "name: n\nparameters:\n  pattern: [circle, diamond]\n  learning_rate: [0.1, 0.2, 0.3]\n  samples: [10]\n";

    private const string Conditional = """
        name: n
        trainer: mine
        parameters:
          optimizer: [sgd, adam]
          momentum: { values: [0.0, 0.9], when: { optimizer: sgd } }
          nesterov: { values: [true, false], when: { momentum: 0.9 } }
          rate: [1]

        """;

    private const string Sampled = "name: n\nparameters: { pattern: [circle, diamond], learning_rate: { log: [0.001, 1] }, samples: { linear: [100, 200], step: 50 } }\nsampler: { kind: sobol, trials: 4 }\n";

    public static TheoryData<string, string[]> Wrong => new()
    {
        { "enqueue: 3", ["enqueue (line 6, column 10): 3 must be a list of points; write [{ pattern: circle, learning_rate: 0.1 }]"] },
        { "enqueue: []", ["enqueue (line 6, column 10): 0 points must be 1 to 1000; write [{ pattern: circle, learning_rate: 0.1 }], or leave it out"] },
        {
            "enqueue: [{ pattern: circle }, { pattern: dot, learning_rate: 0.4, samples: 1.5, rate: 2 }]",
            [
                "enqueue[0].learning_rate (line 6, column 11): is missing; write learning_rate: 0.1",
                "enqueue[1].pattern (line 6, column 43): dot is none of the values of pattern; write one of: circle, diamond",
                "enqueue[1].learning_rate (line 6, column 63): 0.4 is none of the values of learning_rate; write one of: 0.1, 0.2, 0.3",
                "enqueue[1].samples (line 6, column 77): 1.5 must be a whole number in plain digits; write 10",
                "enqueue[1].rate (line 6, column 82): is not a known key; known keys: pattern, learning_rate, samples, iterations, hidden",
            ]
        },
        {
            "constraints: [learning_rate < 0.3 or pattern == 'circle']\nenqueue: [{ pattern: diamond, learning_rate: 0.3 }, { pattern: circle, learning_rate: 0.3 }]",
            ["enqueue[0] (line 7, column 11): breaks the constraint learning_rate < 0.3 or pattern == 'circle'; write a point that meets it"]
        },
        {
            "enqueue: [{ pattern: circle, learning_rate: 0.1 }, { learning_rate: 0.10, pattern: circle, samples: 10 }]",
            ["enqueue[1] (line 6, column 52): is the point of enqueue[0]; leave one of them out; replicates train a point several times"]
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Read_WrongPoints_SaysWhatToWrite(string ending, string[] messages) =>
        Assert.Equal(messages, SpecReader.Read(Grid + ending).Errors.Select(error => error.ToString()));

    [Fact]
    public void Read_PointOutOfARange_IsRefused() => Assert.Equal(
        [
            "enqueue[0].learning_rate (line 4, column 45): 2 is not in the range of learning_rate; write a number from 0.001 to 1",
            "enqueue[0].samples (line 4, column 57): 120 is not in the range of samples; write a number from 100 to 200, in steps of 50",
        ],
        SpecReader.Read(Sampled + "enqueue: [{ pattern: circle, learning_rate: 2, samples: 120 }]").Errors.Select(error => error.ToString()));

    [Fact]
    public void Read_PointsUnderConditions_HaveWhatTheyCallForAndNoMore()
    {
        const string Enqueued = """
            enqueue:
              - { optimizer: sgd, momentum: 0.9 }
              - { optimizer: sgd, momentum: 0.0, nesterov: true }
              - { optimizer: adam, momentum: 0.9 }
              - { optimizer: sgd }
              - { optimizer: sdg, momentum: 0.9 }
            """;
        Assert.Equal(
            [
                "enqueue[0].nesterov (line 9, column 5): is missing; write nesterov: true",
                "enqueue[1].nesterov (line 10, column 48): true is of no use: its conditions are not met; leave it out, or write momentum: 0.9",
                "enqueue[2].momentum (line 11, column 34): 0.9 is of no use: its conditions are not met; leave it out, or write optimizer: sgd",
                "enqueue[3].momentum (line 12, column 5): is missing; write momentum: 0",
                "enqueue[4].optimizer (line 13, column 18): sdg is none of the values of optimizer; write one of: sgd, adam",
            ],
            SpecReader.Read(Conditional + Enqueued).Errors.Select(error => error.ToString()));
    }

    [Theory]
    [InlineData("grid")]
    [InlineData("{ kind: random, trials: 6 }")]
    [InlineData("{ kind: tpe, trials: 6 }")]
    public void Space_UnderConditions_HasOwnPointsFirst(string sampler)
    {
        var ending = $"sampler: {sampler}\nconstraints: [nesterov == false or momentum == 0]\n";
        var plain = new SearchSpace(SpecReader.Read(Conditional + ending).Spec!);
        var spec = SpecReader.Read(Conditional + ending + "enqueue: [{ optimizer: adam }, { momentum: 0.9, optimizer: sgd, nesterov: false }]").Spec!;
        Assert.Equal(spec, CanonicalSpec.FromJson(CanonicalSpec.ToJson(spec)));
        var space = SpaceLimits.Require(spec);
        Assert.Equal(["optimizer=adam, rate=1", "optimizer=sgd, momentum=0.9, nesterov=false, rate=1"], Enumerable.Range(0, 2).Select(number => space.TrialAt(number).Point.ToString()));
        Assert.Equal(plain.LeftOut?.ToString(), space.LeftOut?.ToString());
        if (sampler != "grid")
        {
            Assert.Equal(8, space.PlannedTrials);
            Assert.False(space.TellsRuns);
            return;
        }

        TrialPoint[] all = [.. Enumerable.Range(0, (int)space.PlannedTrials).Select(number => space.TrialAt(number).Point)];
        Assert.Equal(Enumerable.Range(0, (int)plain.PlannedTrials).Select(number => plain.TrialAt(number).Point).Except(all[..2]), all[2..]);
        Assert.Equal(plain.PlannedTrials, space.PlannedTrials);
        ImmutableArray<ParameterValue> wrong = [.. spec.Enqueue[1].SetItem(0, "adam")];
        Assert.Throws<FormatException>(() => SpaceLimits.Require(spec with { Enqueue = [wrong] }));
    }

    [Fact]
    public void Space_OfASampler_HasOwnPointsBeforeTheOthers()
    {
        var plain = new SearchSpace(SpecReader.Read(Sampled).Spec!);
        var spec = SpecReader.Read(Sampled + "replicates: 2\nenqueue: [{ pattern: diamond, learning_rate: 0.5, samples: 150 }]").Spec!;
        Assert.Equal(spec, CanonicalSpec.FromJson(CanonicalSpec.ToJson(spec)));
        var space = SpaceLimits.Require(spec);
        Assert.Equal((10, 1u, "diamond", 0.5), (space.PlannedTrials, space.TrialAt(1).Replicate, space.TrialAt(1).Point["pattern"].Text, space.TrialAt(1).Point["learning_rate"].Real));
        for (var place = 0; place < 4; place++)
            Assert.Equal(plain.TrialAt(place).Point, space.TrialAt(2 + 2 * place).Point);
    }

    [Fact]
    public void Space_OfAGrid_HasEveryPointOnceAndOwnOnesFirst() =>
        Gen.Select(SmallGrids.Any, Gen.Long.Array[1, 6]).Sample((spec, places) =>
        {
            var plain = new SearchSpace(spec);
            var points = plain.Size / spec.Replicates;
            TrialPoint[] own = [.. places.Select(place => plain.TrialAt((long)((ulong)place % (ulong)points) * spec.Replicates).Point).Distinct()];
            var space = SpaceLimits.Require(spec with
            {
                Enqueue = [.. own.Select(point => ImmutableArray.CreateRange(spec.Parameters, parameter => point[parameter.Name]))],
            });
            Assert.Equal(plain.Size, space.Size);
            TrialPoint[] all = [.. Enumerable.Range(0, (int)points).Select(place => space.TrialAt(place * spec.Replicates).Point)];
            Assert.Equal(own, all[..own.Length]);
            Assert.Equal(Enumerable.Range(0, (int)points).Select(place => plain.TrialAt(place * spec.Replicates).Point).Except(own), all[own.Length..]);
        });

    [Fact]
    public void Overlap_OfSampledSpaces_NeedsTheSameOwnPoints()
    {
        const string Own = "enqueue: [{ pattern: diamond, learning_rate: 0.5, samples: 150 }]";
        SearchSpace Space(string trials, string ending) => new(SpecReader.Read(Sampled.Replace("trials: 4", trials, StringComparison.Ordinal) + ending).Spec!);
        Assert.Null(SpaceOverlap.Of(Space("trials: 8", Own), Space("trials: 4", "")));
        var overlap = SpaceOverlap.Of(Space("trials: 8", Own), Space("trials: 4", Own))!;
        Assert.Equal([0, 1, 4, null], new long[] { 0, 1, 4, 5 }.Select(overlap.NumberAt));
    }

    [Fact]
    public void Canonical_PointOfAnotherSpace_IsNone()
    {
        var spec = SpecReader.Read(Grid + "enqueue: [{ pattern: diamond, learning_rate: 0.3 }]").Spec!;
        Assert.Equal(spec, CanonicalSpec.FromJson(CanonicalSpec.ToJson(spec)));
        Assert.NotEqual(spec, spec with { Enqueue = [] });
        ImmutableArray<ParameterValue> other = [.. spec.Enqueue[0].Select(value => value.Kind == ParameterKind.Real ? 0.4 : value)];
        Assert.Throws<FormatException>(() => SpaceLimits.Require(spec with { Enqueue = [other] }));
    }
}
