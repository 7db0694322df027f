using System.Collections.Immutable;
using System.Text.Json;
using Sweep.Core.Constraints;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Samplers.Adaptive.Auto;
using Sweep.Core.Samplers.Adaptive.Gp;
using Sweep.Core.Spaces;
using static Sweep.Core.Tests.Samplers.Adaptive.GoldenNumbers;

namespace Sweep.Core.Tests.Samplers.Adaptive;

/// <summary>Numbers against Golden/gp.json, which NumPy and mpmath computed.</summary>
public sealed class GpSamplerTests
{
    private static readonly JsonElement Golden = GoldenNumbers.Read("gp.json");

    private static readonly ImmutableArray<Parameter> Mixed =
        [SearchWalk.Real("x", -5, 10), SearchWalk.Real("rate", 1e-4, 1, isLog: true), SearchWalk.Whole("n", 0, 90),
            Parameter.Of("c", "a", "b", "c"), Parameter.Of("one", 3)];

    [Fact]
    public void Loss_Golden_IsThatOfExplicitInverses()
    {
        foreach (var one in Golden.GetProperty("cases").EnumerateArray())
        {
            var (x, y, isCategorical) = Data(one);
            double[] logs = Numbers(one.GetProperty("logs"));

            Assert.Equal(one.GetProperty("loss").GetDouble(), new GpFit(x, y, isCategorical).Loss(logs, new double[logs.Length]), 1e-8);
        }
    }

    [Fact]
    public void Loss_Gradient_IsThatOfDifferences()
    {
        foreach (var one in Golden.GetProperty("cases").EnumerateArray())
        {
            var (x, y, isCategorical) = Data(one);
            double[] logs = Numbers(one.GetProperty("logs")), gradient = new double[logs.Length], none = new double[logs.Length];
            var fit = new GpFit(x, y, isCategorical);
            fit.Loss(logs, gradient);
            for (var k = 0; k < logs.Length; k++)
            {
                double Moved(double step) => fit.Loss([.. logs.Select((log, at) => at == k ? log + step : log)], none);
                var expected = (Moved(1e-5) - Moved(-1e-5)) / 2e-5;
                Assert.Equal(expected, gradient[k], 1e-5 * Math.Max(1, Math.Abs(expected)));
            }
        }
    }

    [Fact]
    public void Posterior_Golden_IsThatOfExplicitInverses()
    {
        foreach (var one in Golden.GetProperty("cases").EnumerateArray())
        {
            var model = Model(one);
            foreach (var (point, mean, variance) in Rows(one.GetProperty("points")).Zip(Numbers(one.GetProperty("mean")), Numbers(one.GetProperty("variance"))))
            {
                Assert.Equal(mean, model.Posterior(point).Mean, 1e-8);
                Assert.Equal(variance, model.Posterior(point).Variance, 1e-8);
            }
        }
    }

    [Fact]
    public void Improvement_Golden_IsAccurateHoweverSmall()
    {
        foreach (var pair in Golden.GetProperty("improvements").EnumerateArray().Select(Numbers))
            Assert.Equal(pair[1], LogImprovement.Standard(pair[0]), 2e-13 * Math.Max(1, Math.Abs(pair[1])));
        // Where the form changes: ln h(z) = −z²/2 − ½ ln 2π − 2 ln(−z), to the bits that are left.
        foreach (var z in new[] { -0.9999e5, -1.0001e5 })
            Assert.Equal(-0.5 * z * z - Math.Log(2 * Math.PI) / 2 - 2 * Math.Log(-z), LogImprovement.Standard(z), 1e-4);
    }

    [Fact]
    public void Improvement_Gradient_IsThatOfDifferences()
    {
        var one = Golden.GetProperty("cases")[2];
        var improvement = new LogImprovement(Model(one), 1.5);
        foreach (var point in Rows(one.GetProperty("points")))
        {
            var gradient = new double[4];
            Assert.Equal(improvement.At(point), improvement.At(point, [0, 1, 2, 3], gradient), 1e-12);
            for (var k = 0; k < 4; k++)
            {
                double Moved(double step) => improvement.At([.. point.Select((x, at) => at == k ? x + step : x)]);
                Assert.Equal((Moved(1e-6) - Moved(-1e-6)) / 2e-6, gradient[k], 1e-4 * Math.Max(1, Math.Abs(gradient[k])));
            }
        }
    }

    [Fact]
    public void Believe_RunningPoint_TakesItsUncertaintyAndKeepsTheMean()
    {
        var one = Golden.GetProperty("cases")[2];
        var (model, point) = (Model(one), Rows(one.GetProperty("points"))[0]);
        var before = model.Posterior(point);

        model.Believe([point]);

        Assert.Equal(before.Mean, model.Posterior(point).Mean, 1e-6);
        Assert.True(model.Posterior(point).Variance < before.Variance);
    }

    [Fact]
    public void Minimise_RosenbrocksValley_FindsItsEndWithAndWithoutBounds()
    {
        static double Valley(double[] x, double[] gradient)
        {
            var bend = x[1] - x[0] * x[0];
            (gradient[0], gradient[1]) = (-400 * x[0] * bend - 2 * (1 - x[0]), 200 * bend);
            return 100 * bend * bend + (1 - x[0]) * (1 - x[0]);
        }

        var (free, _) = Lbfgs.Minimise(Valley, [-1.2, 1], 1e-6, 200);
        var (bounded, value) = Lbfgs.Minimise(Valley, [0.1, 0.1], 1e-6, 200, [0.5, 2]);

        Assert.Equal(1, free[0], 1e-4);
        Assert.Equal(1, free[1], 1e-4);
        Assert.Equal(0.5, bounded[0]);
        Assert.Equal(0.25, bounded[1], 1e-4);
        Assert.Equal(0.25, value, 1e-4);
    }

    [Fact]
    public void Propose_MadeAnewOrInAnotherOrder_IsTheSameBitForBit()
    {
        var walk = Walk(lag: 4).Go(64);

        foreach (var point in new[] { 3, 14, 31, 52, 63 })
        {
            Assert.Equal(walk.Proposals[point], walk.Again(point));
            Assert.Equal(walk.Proposals[point], walk.Again(point, results => results.Reverse()));
        }
    }

    [Fact]
    public void Propose_MixedSpace_StaysWithinItAndComesNear()
    {
        var walk = Walk(lag: 1).Go(50);

        Assert.All(walk.Proposals, values =>
        {
            Assert.InRange(values[0].Real, -5, 10);
            Assert.InRange(values[1].Real, 1e-4, 1);
            Assert.InRange(values[2].Whole, 0, 90);
            Assert.Contains(values[3], Mixed[3].Values);
            Assert.Equal(3, values[4].Whole);
        });
        Assert.True(walk.Results.Min(result => result.Objectives[0]) < 0.15 * walk.Results[..10].Min(result => result.Objectives[0]));
    }

    [Fact]
    public void Propose_EightBeforeAnyResult_AllDiffer()
    {
        var walk = Walk(lag: 8).Go(32);

        Assert.Equal(8, walk.Proposals[24..].Select(values => string.Join(",", values)).Distinct().Count());
    }

    [Fact]
    public void Auto_NumbersOrNot_IsGpThenTpe()
    {
        ImmutableArray<Parameter> numbers = [.. Mixed.Where(parameter => parameter.Name != "c")];
        var (history, few) = (new SearchHistory(), new SearchHistory());
        for (var k = 0; k < 20; k++)
        {
            var values = new GpSampler(numbers, 1).Propose(k, new SearchHistory());
            history.Add(new SearchResult(k, values, values[0].Real * values[0].Real));
            var mixed = new GpSampler(Mixed, 1).Propose(k, new SearchHistory());
            few.Add(new SearchResult(k, mixed, mixed[0].Real * mixed[0].Real));
        }

        Assert.Equal(new GpSampler(numbers, 9).Propose(30, history), new AutoSampler(numbers, 9).Propose(30, history));
        Assert.Equal(new Core.Samplers.Adaptive.Tpe.TpeSampler(numbers, 9).Propose(250, history), new AutoSampler(numbers, 9).Propose(250, history));
        Assert.Equal(new Core.Samplers.Adaptive.Tpe.TpeSampler(numbers, 9).Propose(30, history),
            new AutoSampler(new SpaceRules(numbers, [Constraint.Parse("n > 0")], null), 9).Propose(30, history));
        Assert.Equal(new Core.Samplers.Adaptive.Tpe.TpeSampler(Mixed, 9).Propose(30, few), new AutoSampler(Mixed, 9).Propose(30, few));
        Assert.Equal(50, new AutoSampler(numbers, 9, objectives: 2).SeenBelow(61, 8));
        Assert.Equal(23, new AutoSampler(numbers, 9).SeenBelow(30, 8));
    }

    private static SearchWalk Walk(int lag) => new(
        () => new GpSampler(Mixed, 8),
        result =>
        [
            Math.Abs(SearchWalk.Number(result.Values[0]) - 3) / 5 + Math.Abs(Math.Log10(SearchWalk.Number(result.Values[1])) + 2)
            + Math.Abs(SearchWalk.Number(result.Values[2]) - 40) / 30 + (result.Values[3] == "b" ? 0 : 1),
        ],
        lag);

    private static GpModel Model(JsonElement one)
    {
        var (x, y, isCategorical) = Data(one);
        double[] logs = Numbers(one.GetProperty("logs"));
        var d = isCategorical.Length;
        return new GpModel(x, y, new Matern([.. logs.Take(d).Select(Math.Exp)], Math.Exp(logs[d]), isCategorical), GpFit.LeastNoise + Math.Exp(logs[d + 1]));
    }

    private static (double[][] X, double[] Y, bool[] IsCategorical) Data(JsonElement one) => (
        Rows(one.GetProperty("x")), Numbers(one.GetProperty("y")), [.. one.GetProperty("categorical").EnumerateArray().Select(flag => flag.GetBoolean())]);
}
