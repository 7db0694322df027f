using System.Collections.Immutable;
using CsCheck;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Samplers.Adaptive.Cma;
using Sweep.Core.Spaces;
using static Sweep.Core.Tests.Samplers.Adaptive.GoldenNumbers;

namespace Sweep.Core.Tests.Samplers.Adaptive;

public sealed class CmaSamplerTests
{
    private static readonly ImmutableArray<Parameter> Space =
        [SearchWalk.Real("x", -5, 10), SearchWalk.Real("rate", 1e-4, 1, isLog: true), SearchWalk.Whole("n", 0, 9),
            Parameter.Of("size", 1, 2, 4, 8), Parameter.Of("one", "a")];

    /// <summary>Against Golden/cma.json, which Python's cmaes computed.</summary>
    [Fact]
    public void Advance_PythonsGenerations_HasItsMeanStepSizeAndCovariance()
    {
        var golden = GoldenNumbers.Read("cma.json");
        foreach (var one in golden.EnumerateArray())
        {
            var settings = new CmaSettings(one.GetProperty("n").GetInt32());
            Assert.Equal(one.GetProperty("population").GetInt32(), settings.Population);
            var state = new CmaState(settings, [.. Enumerable.Repeat(0.5, settings.N)], 1.0 / 6);
            foreach (var generation in one.GetProperty("generations").EnumerateArray())
            {
                state.Advance(Rows(generation.GetProperty("points")));

                Assert.Equal(generation.GetProperty("sigma").GetDouble(), state.Sigma, 1e-9);
                AssertClose(Numbers(generation.GetProperty("mean")), state.Mean.ToArray());
                AssertClose([.. Rows(generation.GetProperty("covariance")).SelectMany(row => row)], [.. state.Covariance.Cast<double>()]);
            }
        }
    }

    [Fact]
    public void Eigen_AnySymmetricMatrix_IsThatOfItsParts() =>
        Gen.Int[1, 8].SelectMany(n => Gen.Double[-10, 10].Array[n * n].Select(elements => (n, elements))).Sample((n, elements) =>
        {
            var matrix = new double[n, n];
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j <= i; j++)
                    matrix[i, j] = matrix[j, i] = elements[i * n + j];
            }

            var (values, vectors) = JacobiEigen.Of(matrix);

            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    Assert.Equal(matrix[i, j], Enumerable.Range(0, n).Sum(k => vectors[i, k] * values[k] * vectors[j, k]), 1e-11);
                    Assert.Equal(i == j ? 1 : 0, Enumerable.Range(0, n).Sum(k => vectors[k, i] * vectors[k, j]), 1e-12);
                }
            }
        });

    [Fact]
    public void Propose_MadeAnewOrInAnotherOrder_IsTheSameBitForBit()
    {
        var walk = Walk().Go(90);

        for (var point = 0; point < 90; point += 7)
        {
            Assert.Equal(walk.Proposals[point], walk.Again(point));
            Assert.Equal(walk.Proposals[point], walk.Again(point, results => results.Reverse()));
        }
    }

    [Fact]
    public void Propose_MixedNumbers_StaysWithinAndLearns()
    {
        var walk = Walk().Go(160);

        Assert.All(walk.Proposals, values =>
        {
            Assert.InRange(values[0].Real, -5, 10);
            Assert.InRange(values[1].Real, 1e-4, 1);
            Assert.InRange(values[2].Whole, 0, 9);
            Assert.Contains(values[3], Space[3].Values);
            Assert.Equal("a", values[4].Text);
        });
        Assert.True(walk.Results[^20..].Average(result => result.Objectives[0]) < 0.2 * walk.Results[..20].Average(result => result.Objectives[0]));
    }

    [Fact]
    public void WarmStart_PointsByHand_IsTheDistributionOfTheirBestTenth()
    {
        // Of 20 points the best two: mean (0.3, 0.5), variance 0.01 + 0.01 and 0.01, no covariance.
        double[][] points = [[0.2, 0.5], [0.4, 0.5], .. Enumerable.Repeat(new[] { 0.9, 0.9 }, 18)];
        var state = WarmStart.Of(new CmaSettings(2), points);

        AssertClose([0.3, 0.5], state.Mean.ToArray());
        var sigma = Math.Pow(0.02 * 0.01, 0.25);
        Assert.Equal(sigma, state.Sigma, 1e-12);
        AssertClose([0.02 / (sigma * sigma), 0, 0, 0.01 / (sigma * sigma)], [.. state.Covariance.Cast<double>()]);
    }

    [Fact]
    public void WarmStart_OnePoint_IsARoundCloudAboutIt()
    {
        var state = WarmStart.Of(new CmaSettings(2), [[0.7, 0.1]]);

        AssertClose([0.7, 0.1], state.Mean.ToArray());
        Assert.Equal(0.1, state.Sigma, 1e-12);
        AssertClose([1, 0, 0, 1], [.. state.Covariance.Cast<double>()]);
    }

    [Fact]
    public void Propose_EarlierResults_BeginsAboutTheBestOfThem()
    {
        var near = new CmaSampler(Space, 5);
        var history = new SearchHistory([.. Enumerable.Range(-40, 40).Select(point => new SearchResult(
            point, [-4.0 + (point + 40) * 0.3, 0.1, 3, 4, "a"], (double)(point + 40)))]);
        double[] first = [.. Enumerable.Range(0, near.Population).Select(point => near.Propose(point, history)[0].Real)];

        // The best four lie between −4 and −3.1; without them the first generation lies about 2.5.
        Assert.InRange(first.Average(), -5, -1.5);
        Assert.InRange(Enumerable.Range(0, near.Population).Average(point => new CmaSampler(Space, 5).Propose(point, new SearchHistory())[0].Real), 0, 5);
        var failed = new SearchHistory([new SearchResult(-1, [-4.0, 0.1, 3, 4, "a"], double.NaN)]);
        Assert.Equal(new CmaSampler(Space, 5).Propose(0, new SearchHistory()), new CmaSampler(Space, 5).Propose(0, failed));
    }

    [Fact]
    public void Propose_GenerationOfFailures_GoesOnAsBefore()
    {
        var walk = new SearchWalk(() => new CmaSampler(Space, 5), _ => [double.NaN]).Go(30);

        Assert.Equal(30, walk.Proposals.Select(values => values[0].Real).Distinct().Count());
    }

    [Fact]
    public void Propose_ResultMissing_SaysWhich()
    {
        var error = Assert.Throws<ArgumentException>(() => new CmaSampler(Space, 5).Propose(8, new SearchHistory()));

        Assert.StartsWith("Generation 0 needs the results of all points below 8.", error.Message);
    }

    [Fact]
    public void Refuses_ValuesWithoutOrder_NamesThemAndARemedy()
    {
        Assert.Null(CmaSampler.Refuses(Space));
        Assert.Equal(
            "cma_es knows only numbers, and optimizer, nesterov have values without order: use tpe, or give one value.",
            CmaSampler.Refuses([Parameter.Of("optimizer", "sgd", "adam"), .. Space, Parameter.Of("nesterov", true, false)]));
    }

    private static SearchWalk Walk() => new(
        () => new CmaSampler(Space, 5),
        result =>
        [
            Math.Abs(SearchWalk.Number(result.Values[0]) - 3) + Math.Abs(Math.Log10(SearchWalk.Number(result.Values[1])) + 2)
            + Math.Abs(SearchWalk.Number(result.Values[2]) - 4) + Math.Abs(SearchWalk.Number(result.Values[3]) - 4),
        ]);

    private static void AssertClose(double[] expected, double[] actual) => GoldenNumbers.AssertClose(expected, actual, 1e-8);
}
