using System.Collections.Immutable;
using CsCheck;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Samplers.Adaptive.Tpe;
using Sweep.Core.Spaces;

namespace Sweep.Core.Tests.Samplers.Adaptive;

public sealed class TpeSamplerTests
{
    private static readonly ImmutableArray<Parameter> Mixed =
    [
        SearchWalk.Real("rate", 1e-4, 1, isLog: true), SearchWalk.Whole("n", 1, 200, isLog: true), SearchWalk.Real("x", -2, 2, step: 0.25),
        Parameter.Of("c", "a", "b", "c"), Parameter.Of("size", 100, 1000, 500), Parameter.Of("one", 4), SearchWalk.Whole("w", 2, 40), Parameter.Of("t", true, false),
    ];

    [Fact]
    public void Propose_MixedSpace_StaysWithinItAndLearns()
    {
        var walk = Walk().Go(120);

        Assert.All(walk.Proposals, values =>
        {
            Assert.InRange(values[0].Real, 1e-4, 1);
            Assert.InRange(values[1].Whole, 1, 200);
            Assert.Contains(values[2].Real, Enumerable.Range(-8, 17).Select(k => k * 0.25));
            Assert.Contains(values[3], Mixed[3].Values);
            Assert.Contains(values[4], Mixed[4].Values);
            Assert.Equal(4, values[5].Whole);
            Assert.InRange(values[6].Whole, 2, 40);
            Assert.Equal(ParameterKind.Truth, values[7].Kind);
        });
        Assert.True(Mean(walk.Results[60..]) < 0.6 * Mean(walk.Results[..10]), $"{Mean(walk.Results[60..])} after {Mean(walk.Results[..10])}");
        Assert.True(walk.Proposals[60..].Count(values => values[3] == "b") > 45);
    }

    [Fact]
    public void Propose_SamplerAndHistoryMadeAnew_IsTheSameBitForBit()
    {
        var walk = Walk(lag: 8, prunedAt: result => result.Point % 5 == 2 ? (int)(result.Point % 3) : null).Go(130);

        for (var point = 0; point < 130; point += 3)
            Assert.Equal(walk.Proposals[point], walk.Again(point));
    }

    [Fact]
    public void Propose_ResultsInAnyOrder_IsTheSame()
    {
        var walk = Walk(lag: 4).Go(60);

        Gen.Select(Gen.Int[0, 59], Gen.Int).Sample(
            (point, seed) => Assert.Equal(walk.Proposals[point], walk.Again(point, results => Shuffled(results, seed))), iter: 60);
    }

    [Fact]
    public void Propose_EightBeforeAnyResult_AllDiffer()
    {
        var walk = Walk(lag: 8).Go(40);

        Assert.Equal(8, walk.Go(48).Proposals[40..].Select(values => string.Join(",", values)).Distinct().Count());
    }

    [Fact]
    public void Propose_RunningPointsWhereItWouldGo_GoesElsewhere()
    {
        ImmutableArray<Parameter> space = [SearchWalk.Real("x", 0, 1)];
        var results = Enumerable.Range(0, 40).Select(k => new SearchResult(k, [k / 40.0], Math.Abs(k / 40.0 - 0.5))).ToList();
        var (free, crowded) = (new SearchHistory(), new SearchHistory());
        foreach (var result in results)
        {
            free.Add(result);
            crowded.Add(result);
        }

        for (var k = 0; k < 30; k++)
            crowded.Add(new SearchResult(40 + k, [0.5 + (k - 15) * 0.001], default(double?)));
        double[] Distances(SearchHistory history) =>
            [.. Enumerable.Range(0, 40).Select(k => Math.Abs(new TpeSampler(space, (ulong)k).Propose(100, history)[0].Real - 0.5))];

        Assert.True(Distances(crowded).Average() > 2 * Distances(free).Average());
    }

    [Fact]
    public void Propose_ConditionalSpace_LearnsWithinEachBranch()
    {
        ImmutableArray<Parameter> space =
        [
            Parameter.Of("branch", "a", "b"),
            SearchWalk.Real("x", 0, 1) with { When = [new("branch", ["a"])] },
            SearchWalk.Real("y", 0, 1) with { When = [new("branch", ["b"])] },
        ];
        var walk = new SearchWalk(
            () => new TpeSampler(space, 3),
            result => [result.Values[1] is { } x ? Math.Abs(x.Real - 0.2) : 0.05 + Math.Abs(result.Values[2]!.Value.Real - 0.7)],
            lag: 3);

        walk.Go(150);

        Assert.All(walk.Proposals, values => Assert.Equal((values[0] == "b", values[0] == "a"), (values[1].IsNone, values[2].IsNone)));
        Assert.True(walk.Results[^30..].Average(result => result.Objectives[0]) < 0.12);
        Assert.Equal(walk.Proposals[149], walk.Again(149));
        Assert.Equal(walk.Proposals[77], walk.Again(77, results => Shuffled(results, 5)));
    }

    [Fact]
    public void Propose_AllFailed_StaysRandom()
    {
        var walk = new SearchWalk(() => new TpeSampler(Mixed, 1), _ => [double.NaN]).Go(30);

        Assert.Equal(30, walk.Proposals.Select(values => values[0].Real).Distinct().Count());
    }

    [Fact]
    public void Propose_FailuresInOneHalf_KeepsToTheOther()
    {
        ImmutableArray<Parameter> space = [SearchWalk.Real("x", 0, 1)];
        var walk = new SearchWalk(() => new TpeSampler(space, 2), result => [SearchWalk.Number(result.Values[0]) < 0.5 ? double.NaN : 1]).Go(120);

        Assert.True(walk.Proposals[60..].Count(values => values[0].Real < 0.5) < 15);
    }

    [Fact]
    public void Rank_CompletedPrunedFailed_IsByValueThenStepThenNumber()
    {
        SearchResult[] results =
        [
            new(0, [0.0], double.NaN), new(1, [0.0], 5, 10), new(2, [0.0], 9, 20), new(3, [0.0], 7), new(4, [0.0], 7),
                new(5, [0.0], 1, 10), new(6, [0.0], double.NaN, 20),
            new(7, [0.0], -1),
        ];

        Assert.Equal(
            [7L, 3, 4, 2, 6, 5, 1, 0],
                results.Reverse().Select(result => new ResultRank(result))
                .Order(Comparer<ResultRank>.Create(ResultRank.Compare)).Select(rank => rank.Point));
    }

    [Fact]
    public void SeenBelow_Lag_IsUpToThePointLessTheLag()
    {
        var sampler = new TpeSampler(Mixed, 0);

        Assert.Equal([0L, 0, 1, 5], new long[] { 0, 7, 8, 12 }.Select(point => sampler.SeenBelow(point, 8)));
        Assert.Equal(9, sampler.SeenBelow(9, 1));
    }

    private static SearchWalk Walk(int lag = 1, Func<SearchResult, int?>? prunedAt = null) =>
        new(() => new TpeSampler(Mixed, 42), result => [Loss(result)], lag, prunedAt);

    private static double Loss(SearchResult result) =>
        Math.Abs(Math.Log10(SearchWalk.Number(result.Values[0])) + 2) + Math.Abs(SearchWalk.Number(result.Values[2]) - 1)
        + (result.Values[3] == "b" ? 0 : 1) + Math.Abs(SearchWalk.Number(result.Values[6]) - 20) / 20;

    private static double Mean(IEnumerable<SearchResult> results) => results.Average(result => result.Objectives[0]);

    private static SearchResult[] Shuffled(IEnumerable<SearchResult> results, int seed)
    {
        SearchResult[] all = [.. results];
        new Random(seed).Shuffle(all);
        return all;
    }
}
