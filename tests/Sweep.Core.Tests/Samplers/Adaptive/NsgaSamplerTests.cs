using System.Collections.Immutable;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Samplers.Adaptive.Nsga;
using Sweep.Core.Spaces;

namespace Sweep.Core.Tests.Samplers.Adaptive;

public sealed class NsgaSamplerTests
{
    // ZDT1 (Zitzler, Deb and Thiele, 2000) in six dimensions: the front has x1 … x5 at zero.
    private static readonly ImmutableArray<Parameter> Space = [.. Enumerable.Range(0, 6).Select(k => SearchWalk.Real($"x{k}", 0, 1)), Parameter.Of("c", "a", "b")];

    [Fact]
    public void Propose_TwoObjectives_ComesNearerToTheFront()
    {
        var walk = Walk().Go(1000);

        double Distance(IEnumerable<SearchResult> results) =>
            results.Average(result => Enumerable.Range(1, 5).Sum(k => SearchWalk.Number(result.Values[k]))
            + (result.Values[6] == "b" ? 1 : 0));
        Assert.True(Distance(walk.Results[^50..]) < 0.4 * Distance(walk.Results[..50]), $"{Distance(walk.Results[^50..])} after {Distance(walk.Results[..50])}");
        Assert.True(walk.Results[^50..].Select(result => result.Objectives[0]).Max() > 0.5, "the front keeps its width");
    }

    [Fact]
    public void Propose_MadeAnewOrInAnotherOrder_IsTheSameBitForBit()
    {
        var walk = Walk().Go(230);

        for (var point = 0; point < 230; point += 19)
        {
            Assert.Equal(walk.Proposals[point], walk.Again(point));
            Assert.Equal(walk.Proposals[point], walk.Again(point, results => results.Reverse()));
        }
    }

    [Fact]
    public void Propose_EarlierResults_AreParentsOfTheFirstGeneration()
    {
        // Of three earlier generations the best are those with zeros.
        var history = new SearchHistory([.. Enumerable.Range(-30, 30).Select(point => new SearchResult(
            point, [.. Enumerable.Repeat<ParameterValue?>(point >= -10 ? 0.0 : 1.0, 6), "a"], [point >= -10 ? 1 : 2, point >= -10 ? 1 : 2]))]);
        var sampler = new NsgaSampler(Space, 1, 10);
        ImmutableArray<ParameterValue>[] first = [.. Enumerable.Range(0, 10).Select(point => sampler.Propose(point, history))];

        Assert.InRange(first.SelectMany(values => values.Take(6)).Count(value => value.Real == 0), 35, 59);
        Assert.DoesNotContain(first.SelectMany(values => values.Take(6)), value => value.Real == 1);
        Assert.Equal(first[3], new NsgaSampler(Space, 1, 10).Propose(3, history));
    }

    [Fact]
    public void Propose_AllFailed_StaysRandom()
    {
        var walk = new SearchWalk(() => new NsgaSampler(Space, 1, 10), _ => [double.NaN, 1]).Go(40);

        Assert.Equal(40, walk.Proposals.Select(values => values[0].Real).Distinct().Count());
    }

    [Fact]
    public void Best_FrontWithoutRoom_KeepsTheLeastCrowded()
    {
        // 0 … 4 are one front, 2 and 3 close together; 5 is dominated.
        SearchResult[] points = [Of(0, 0, 10), Of(1, 2, 8), Of(2, 5, 5), Of(3, 5.2, 4.8), Of(4, 10, 0), Of(5, 9, 9)];

        Assert.Equal([0L, 1, 2, 3, 4, 5], ParetoRanks.Best(points, 6).Select(point => point.Point));
        Assert.Equal([0L, 1, 2, 3, 4], ParetoRanks.Best(points, 5).Select(point => point.Point));
        Assert.Equal([0L, 1, 3, 4], ParetoRanks.Best(points, 4).Select(point => point.Point));
        Assert.Equal([0L, 4], ParetoRanks.Best(points, 2).Select(point => point.Point));
    }

    [Fact]
    public void Crowding_ByHand_IsTheSharesOfTheNeighbours()
    {
        double[] distances = ParetoRanks.Crowding([Of(0, 0, 10), Of(1, 2, 8), Of(2, 5, 5), Of(3, 10, 0)]);

        Assert.Equal([double.PositiveInfinity, 0.5 + 0.5, 0.8 + 0.8, double.PositiveInfinity], distances);
    }

    [Fact]
    public void Dominates_EqualPoints_IsFalse()
    {
        Assert.False(ParetoRanks.Dominates(Of(0, 1, 2), Of(1, 1, 2)));
        Assert.True(ParetoRanks.Dominates(Of(0, 1, 2), Of(1, 1, 3)));
        Assert.False(ParetoRanks.Dominates(Of(0, 1, 3), Of(1, 2, 2)));
    }

    private static SearchResult Of(long point, params double[] objectives) => new(point, [], [.. objectives]);

    private static SearchWalk Walk() => new(
        () => new NsgaSampler(Space, 11),
        result =>
        {
            var x = SearchWalk.Number(result.Values[0]);
            var g = 1 + 9 * Enumerable.Range(1, 5).Average(k => SearchWalk.Number(result.Values[k])) + (result.Values[6] == "b" ? 1 : 0);
            return [x, g * (1 - Math.Sqrt(x / g))];
        });
}
