using CsCheck;
using Sweep.Core.Data;
using Sweep.Core.Patterns;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trainers.Perceptron.Kernels;

namespace Sweep.Core.Tests.Training;

/// <summary>A saturated unit's gradient is exactly zero, as NumPy's is: nothing moves it, however long it is trained.</summary>
public sealed class SaturationTests
{
    private static readonly KernelKind[] Kinds = [.. Enum.GetValues<KernelKind>().Where(Kernel.IsSupported)];

    private static readonly Gen<(KernelKind Kind, KernelShape? Shape)> Kernels =
        Gen.Select(
        Gen.Int[0, Kinds.Length - 1].Select(i => Kinds[i]),
        Gen.OneOf(Gen.Const(default(KernelShape?)), Gen.Const<KernelShape?>(KernelShape.AnyUnits), Gen.Const<KernelShape?>(KernelShape.AnyFeatures)));

    [Fact]
    public void Run_CircleLongAfterItStandsStill_HasNumPysWeightsOfFiveHundredIterations()
    {
        // It drifted by 1e-12 an iteration; NumPy's weights are the same after a million.
        var plan = new TrainingPlan(new PerceptronPoint(Pattern.Circle, 48.2, 20_000, 200, 4), 370, 1241, 0.2, RecordEvery: 1000);
        using var run = new TrainingRun(plan);
        run.Advance(500, TestContext.Current.CancellationToken);
        var weights = run.Checkpoint().HiddenWeights;
        Assert.Equal(4.8733493934851975, weights[1], 1e-12);
        run.Advance(19_000, TestContext.Current.CancellationToken);
        Assert.Equal(weights, run.Checkpoint().HiddenWeights);
    }

    [Fact]
    public void Step_HiddenUnitsSaturatedForEverySample_LeavesTheirWeightsAsTheyAre() => (
        from kernel in Kernels
        from pattern in Gen.Int[0, 4]
        from rate in Gen.Double[0.001, 100]
        from samples in Gen.Int[1, 300]
        from hidden in Gen.OneOf(Gen.Const(4), Gen.Int[1, 9])
        from saturated in Gen.Int[0, hidden - 1]
        from bias in Gen.OneOf(Gen.Double[40, 100], Gen.Double[100, 1e6])
        from slopes in Gen.Double[-1, 1].Array[2 * hidden]
        from outputs in Gen.Double[-2, 2].Array[hidden]
        from seed in Gen.UInt
        select (kernel, new TrainingPlan(new PerceptronPoint((Pattern)pattern, rate, 6, samples, hidden), seed, 0, 0.2), saturated, bias, slopes, outputs))
        .Sample(
            drawn =>
            {
                var (kernel, plan, saturated, bias, slopes, outputs) = drawn;
                var hidden = plan.Point.Hidden;
                double[] weights = [.. slopes, .. Enumerable.Range(0, hidden).Select(unit => unit == saturated ? bias : 0.5)];
                var start = new TrainingCheckpoint(
                    plan, 0, weights, outputs, [], [], double.NaN, 0, double.PositiveInfinity, null, null);
                using var run = new TrainingRun(plan, start, kernel.Kind, kernel.Shape);
                run.Advance(5, CancellationToken.None);
                var end = run.Checkpoint().HiddenWeights;
                for (var row = 0; row < 3; row++)
                    Assert.Equal(weights[row * hidden + saturated], end[row * hidden + saturated]);
            },
            iter: 150);

    [Fact]
    public void Step_EverySampleLearntToTheLastBit_LeavesTheWeightsAsTheyAre()
    {
        // Both probabilities are as near to their labels as doubles come: 1, and 2^-480 or less.
        foreach (var kind in Kinds)
        {
            var plan = new TrainingPlan(new PerceptronPoint(Pattern.Circle, 50, 1001, 1, 2), 0, 0, 0.2);
            var label = DataSet.Create(Pattern.Circle, 1, 0).Labels[0];
            double[] outputs = label ? [400, 400] : [-400, -400];
            double[] weights = [1, 1, 1, 1, 3, 3];
            var start = new TrainingCheckpoint(plan, 0, weights, outputs, [], [], double.NaN, 0, double.PositiveInfinity, null, null);
            using var run = new TrainingRun(plan, start, kind);
            run.Advance(1000, CancellationToken.None);
            Assert.Equal(weights, run.Checkpoint().HiddenWeights);
            Assert.Equal(outputs, run.Checkpoint().OutputWeights);
        }
    }
}
