using CsCheck;
using Sweep.Core.Data;
using Sweep.Core.Patterns;
using Sweep.Core.Probe;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trainers.Perceptron.Kernels;

namespace Sweep.Core.Tests.Training;

public sealed class FeatureKernelTests
{
    private static readonly Gen<TrainingPlan> PatternPlans =
        from pattern in Gen.Int[0, 4]
        from rate in Gen.OneOf(Gen.Double[1e-5, 0.05], Gen.Double[0.1, 100], Gen.OneOf(Gen.Const(1e10), Gen.Const(1e308)))
        from samples in Gen.Int[1, 700]
        from hidden in Gen.OneOf(Gen.Const(4), Gen.Int[1, 20])
        from iterations in Gen.Int[1, 15]
        from seed in Gen.UInt
        select new TrainingPlan(new PerceptronPoint((Pattern)pattern, rate, iterations, samples, hidden), seed, seed ^ 77, 0.5);

    private static readonly Gen<TrainingPlan> TablePlans = PatternPlans.SelectMany(TestSources.On);

    [Fact]
    public void Kernels_AnyTable_GiveTheSameBits() => TablePlans.Sample(
        plan =>
        {
            var expected = Run(plan, KernelKind.Scalar);
            foreach (var kind in Enum.GetValues<KernelKind>().Where(Kernel.IsSupported))
                AssertSame(expected, Run(plan, kind));
        },
        iter: 150);

    [Fact]
    public void Kernels_TwoFeaturesAsAnyOther_GiveTheSameBits() => PatternPlans.Sample(
        plan =>
        {
            var expected = Run(plan, Kernel.Best);
            foreach (var kind in Enum.GetValues<KernelKind>().Where(Kernel.IsSupported))
                AssertSame(expected, Run(plan, kind, KernelShape.AnyFeatures));
        },
        iter: 150);

    [Fact]
    public void Kernels_MostFeaturesAndUnits_GiveTheSameBits()
    {
        var plan = new TrainingPlan(new PerceptronPoint(default, 0.001, 2, 300, TrainingLimits.Hidden), 1, 2, 0.5)
        {
            Source = new DataSource(ProbeTables.Of(DataTable.MostFeatures, 300, 3), FeatureScale.Standard),
        };
        var expected = Run(plan, KernelKind.Scalar);
        foreach (var kind in Enum.GetValues<KernelKind>().Where(Kernel.IsSupported))
            AssertSame(expected, Run(plan, kind));
    }

    [Fact]
    public void Run_TableOfTheLargestValues_GivesFiniteNumbersWithinTheClip() => (
        from plan in PatternPlans
        from features in Gen.Int[1, 9]
        from values in Gen.OneOf(Gen.Int[-1, 1].Select(sign => sign * TrainingLimits.FeatureSize), Gen.Double[-1e60, 1e60], Gen.Double[-1, 1])
            .Array[features * plan.Point.Samples]
        from labels in Gen.Bool.Array[plan.Point.Samples]
        from scale in Gen.Enum<FeatureScale>()
        select plan with
        {
            Point = plan.Point with { Pattern = default },
            Source = new DataSource(new DataTable([.. Enumerable.Range(0, features).Select(f => $"x{f}")], values, labels), scale),
        }).Sample(
            plan =>
            {
                var result = Run(plan, Kernel.Best);
                AssertSame(Run(plan, KernelKind.Scalar), result);
                Assert.All(result.Curve.Losses(), loss => Assert.InRange(loss, 0, -Math.Log(1e-16) + 1e-9));
                Assert.All(result.HiddenWeights.Concat(result.OutputWeights), weight => Assert.True(double.IsFinite(weight)));
            },
            iter: 60);

    [Theory]
    [InlineData(1, 1, FeatureScale.None)]
    [InlineData(3, 4, FeatureScale.Minmax)]
    [InlineData(40, 6, FeatureScale.Standard)]
    public void Run_LossEverywhere_AgreesWithAPlainComputationFromItsWeights(int features, int hidden, FeatureScale scale)
    {
        var plan = new TrainingPlan(new PerceptronPoint(default, 0.01, 30, 101, hidden), 3, 4, 0.2)
        {
            Source = new DataSource(ProbeTables.Of(features, 120, 5), scale),
        };
        var data = plan.Data();
        var after = Run(plan, Kernel.Best);
        for (var iterations = 1; iterations < 30; iterations += 7)
        {
            // The loss of iteration i is that of the weights after i updates: the weights of a run of i iterations.
            var before = Run(plan with { Point = plan.Point with { Iterations = iterations } }, Kernel.Best);
            var probabilities = PerceptronPrediction.Predict(data, before.HiddenWeights, before.OutputWeights);
            var held = probabilities.Select(p => Math.Clamp(p, 1e-16, 1 - 1e-16));
            Assert.Equal(held.Zip(data.Labels).Average(pair => -Math.Log(pair.Second ? pair.First : 1 - pair.First)), after.Curve.LossAt(iterations), 1e-9);
            Assert.Equal(probabilities.Zip(data.Labels).Count(pair => pair.First >= 0.5 == pair.Second), after.Curve.CorrectAt(iterations));
        }
    }

    private static TrainingResult Run(TrainingPlan plan, KernelKind kind, KernelShape? shape = null)
    {
        using var run = new TrainingRun(plan, null, kind, shape);
        run.Advance(plan.Point.Iterations, CancellationToken.None);
        return run.Result();
    }

    private static void AssertSame(TrainingResult expected, TrainingResult actual)
    {
        Assert.Equal(expected.Curve.Losses(), actual.Curve.Losses());
        Assert.Equal(expected.Curve.Corrects(), actual.Curve.Corrects());
        Assert.Equal(expected.HiddenWeights, actual.HiddenWeights);
        Assert.Equal(expected.OutputWeights, actual.OutputWeights);
    }
}
