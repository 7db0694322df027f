using CsCheck;
using Sweep.Core.Data;
using Sweep.Core.Patterns;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trainers.Perceptron.Kernels;

namespace Sweep.Core.Tests.Training;

public sealed class KernelTests
{
    private static readonly Gen<TrainingPlan> Plans =
        from pattern in Gen.Int[0, 4]
        from rate in Gen.OneOf(Gen.Double[1e-5, 0.05], Gen.Double[0.1, 100], Gen.OneOf(Gen.Const(1e10), Gen.Const(1e100), Gen.Const(1e308)))
        from samples in Gen.Int[1, 700]
        from hidden in Gen.OneOf(Gen.Const(4), Gen.Int[1, 20], Gen.Int[1, 256])
        from iterations in Gen.Int[1, hidden > 20 ? 5 : 25]
        from seed in Gen.UInt
        select new TrainingPlan(new PerceptronPoint((Pattern)pattern, rate, iterations, samples, hidden), seed, seed ^ 77, 0.5);

    [Fact]
    public void Kernels_AnyPlan_GiveTheSameBits() => Plans.Sample(
        plan =>
        {
            var expected = Run(plan, KernelKind.Scalar);
            foreach (var kind in Enum.GetValues<KernelKind>().Where(Kernel.IsSupported))
            {
                var actual = Run(plan, kind);
                Assert.Equal(expected.Curve.Losses(), actual.Curve.Losses());
                Assert.Equal(expected.Curve.Corrects(), actual.Curve.Corrects());
                Assert.Equal(expected.HiddenWeights, actual.HiddenWeights);
                Assert.Equal(expected.OutputWeights, actual.OutputWeights);
            }
        },
        iter: 300);

    [Fact]
    public void Kernels_FourUnitsAsAnyOther_GiveTheSameBits() => Plans.Sample(
        plan =>
        {
            var four = plan with { Point = plan.Point with { Hidden = 4 } };
            var expected = Run(four, KernelKind.Scalar);
            foreach (var kind in Enum.GetValues<KernelKind>().Where(Kernel.IsSupported))
            {
                var actual = Run(four, kind, KernelShape.AnyUnits);
                Assert.Equal(expected.Curve.Losses(), actual.Curve.Losses());
                Assert.Equal(expected.Curve.Corrects(), actual.Curve.Corrects());
                Assert.Equal(expected.HiddenWeights, actual.HiddenWeights);
            }
        },
        iter: 100);

    [Fact]
    public void Kernels_AnyPlan_GiveFiniteNumbersWithinTheClip() => Plans.Sample(
        plan =>
        {
            var result = Run(plan, Kernel.Best);
            Assert.All(result.Curve.Losses(), loss => Assert.InRange(loss, 0, -Math.Log(1e-16) + 1e-9));
            Assert.All(result.Curve.Corrects(), correct => Assert.InRange(correct, 0, plan.Point.Samples));
            Assert.All(result.HiddenWeights.Concat(result.OutputWeights), weight => Assert.True(double.IsFinite(weight)));
        },
        iter: 300);

    [Theory]
    [InlineData(1e-300)]
    [InlineData(0.001)]
    [InlineData(10.0)]
    [InlineData(1e6)]
    public void Run_LossEverywhere_AgreesWithAPlainComputationFromItsWeights(double rate)
    {
        var plan = new TrainingPlan(new PerceptronPoint(Pattern.Diamond, rate, 30, 101, 6), 3, 4, 0.2);
        for (var iterations = 1; iterations < 30; iterations += 7)
        {
            // The loss of iteration i is that of the weights after i updates: the weights of a run of i iterations.
            var before = Run(plan with { Point = plan.Point with { Iterations = iterations } }, Kernel.Best);
            var after = Run(plan, Kernel.Best);
            var data = DataSet.Create(Pattern.Diamond, 101, 3);
            var probabilities = PerceptronPrediction.Predict(data, before.HiddenWeights, before.OutputWeights);
            var loss = 0.0;
            var correct = 0;
            for (var i = 0; i < 101; i++)
            {
                var held = Math.Clamp(probabilities[i], 1e-16, 1 - 1e-16);
                loss -= Math.Log(data.Labels[i] ? held : 1 - held) / 101;
                correct += (probabilities[i] >= 0.5) == data.Labels[i] ? 1 : 0;
            }

            Assert.Equal(loss, after.Curve.LossAt(iterations), 1e-9);
            Assert.Equal(correct, after.Curve.CorrectAt(iterations));
        }
    }

    [Fact]
    public void Run_TenMillionSamples_IsTrained()
    {
        var result = Run(new TrainingPlan(new PerceptronPoint(Pattern.Circle, 1e-9, 2, 10_000_000, 4), 0, 1241, 0.2), Kernel.Best);
        Assert.InRange(result.FinalLoss, 0.5, 1.0);
    }

    private static TrainingResult Run(TrainingPlan plan, KernelKind kind, KernelShape? shape = null)
    {
        using var run = new TrainingRun(plan, null, kind, shape);
        run.Advance(plan.Point.Iterations, CancellationToken.None);
        return run.Result();
    }
}
