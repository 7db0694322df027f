using CsCheck;
using Sweep.Core.Patterns;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trainers.Perceptron.Kernels;

namespace Sweep.Core.Tests.Training;

/// <summary>A run of i iterations is the beginning of every longer one, to the bit.</summary>
public sealed class PrefixTests
{
    private static readonly Gen<TrainingPlan> Plans =
        from pattern in Gen.Int[0, 4]
        from rate in Gen.OneOf(Gen.Double[1e-4, 0.05], Gen.Double[0.1, 100], Gen.Const(1e300))
        from iterations in Gen.Int[1, 60]
        from samples in Gen.Int[1, 300]
        from hidden in Gen.OneOf(Gen.Const(4), Gen.Int[1, 20])
        from seed in Gen.UInt
        from target in Gen.Double[0.1, 0.8]
        from every in Gen.Int[1, 9]
        from onAccuracy in Gen.Bool
        from plan in TestSources.WithOrWithout(
            new TrainingPlan(new PerceptronPoint((Pattern)pattern, rate, iterations, samples, hidden), seed, ~seed, target, every))
        select plan with { OnAccuracy = onAccuracy };

    private static readonly Gen<KernelKind> Kinds = Gen.Enum<KernelKind>().Where(Kernel.IsSupported);

    [Fact]
    public void Result_AtAnyIteration_IsThatOfARunPlannedSo() =>
        Gen.Select(Plans, Gen.Int[1, 20].Array[1, 6], Kinds, Gen.Bool).Sample((plan, steps, kind, breaks) =>
        {
            var run = new TrainingRun(plan, null, kind);
            List<TrainingResult> results = [];
            foreach (var step in steps)
            {
                run.Advance(step, CancellationToken.None);
                if (breaks)
                {
                    var checkpoint = TrainingCheckpoint.FromBytes(run.Checkpoint().ToBytes(), plan.Source?.Table);
                    run.Dispose();
                    run = new TrainingRun(plan, checkpoint, kind);
                }

                results.Add(run.Result());
            }

            run.Advance(int.MaxValue, CancellationToken.None);
            results.Add(run.Result());
            run.Dispose();

            // Only now: whatever the run did after a result was taken must not have changed it.
            Assert.All(results, result => AssertSame(Whole(Short(plan, result.TrainedIterations), kind), result));
        });

    [Fact]
    public void FromCheckpoint_OfAShorterPlan_GoesOnToTheBitsOfTheLonger() =>
        Gen.Select(Plans, Gen.Int[1, 60]).Sample((plan, shorter) =>
        {
            using var run = new TrainingRun(Short(plan, shorter));
            run.Advance(int.MaxValue, CancellationToken.None);
            var longer = Short(plan, shorter + plan.Point.Iterations);
            using var goesOn = TrainingRun.FromCheckpoint(longer, TrainingCheckpoint.FromBytes(run.Checkpoint().ToBytes(), plan.Source?.Table));
            goesOn.Advance(int.MaxValue, CancellationToken.None);
            AssertSame(Whole(longer, Kernel.Best), goesOn.Result());
        });

    [Fact]
    public void Result_OnAccuracy_LooksAtTheShareOfSamplesOnTheRightSide() => Plans.Sample(plan =>
    {
        var result = Whole(plan with { OnAccuracy = true, RecordEvery = 1 }, Kernel.Best);
        double[] accuracies = [.. Enumerable.Range(0, result.Curve.Count).Select(result.Curve.AccuracyAt)];
        var reached = Array.FindIndex(accuracies, accuracy => accuracy >= plan.Target);
        var last = Array.FindLastIndex(accuracies, accuracy => accuracy < plan.Target);
        Assert.Equal(reached < 0 ? null : reached, result.ReachedAt);
        Assert.Equal(last == accuracies.Length - 1 ? null : last + 1, result.ConvergedAt);
        Assert.Equal(accuracies.Max(), result.BestAccuracy);
        Assert.Equal((accuracies[^1], accuracies.Max()), (result.ToTrialResult().FinalObjective, result.ToTrialResult().BestObjective));
    });

    [Fact]
    public void Result_OnAccuracyWithoutATarget_NeverReachesIt()
    {
        var plan = new TrainingPlan(new PerceptronPoint(Pattern.Circle, 0.1, 9, 1, 4), 1, 2, double.PositiveInfinity) { OnAccuracy = true };
        var result = Whole(plan, Kernel.Best);
        Assert.Equal((1.0, (int?)null, (int?)null), (result.BestAccuracy, result.ReachedAt, result.ConvergedAt));
    }

    [Fact]
    public void Result_BeforeTheFirstIteration_IsRefused()
    {
        using var run = new TrainingRun(new TrainingPlan(new PerceptronPoint(Pattern.Circle, 0.1, 9, 20, 4), 1, 2, 0.2));
        Assert.Contains("No iteration of 9 is done", Assert.Throws<InvalidOperationException>(run.Result).Message, StringComparison.Ordinal);
    }

    private static TrainingPlan Short(TrainingPlan plan, int iterations) => plan with { Point = plan.Point with { Iterations = iterations } };

    private static TrainingResult Whole(TrainingPlan plan, KernelKind kind)
    {
        using var run = new TrainingRun(plan, null, kind);
        run.Advance(int.MaxValue, CancellationToken.None);
        return run.Result();
    }

    private static void AssertSame(TrainingResult expected, TrainingResult actual)
    {
        Assert.Equal(
            (expected.TrainedIterations, expected.FinalLoss, expected.FinalAccuracy, expected.BestLoss, expected.ReachedAt, expected.ConvergedAt),
            (actual.TrainedIterations, actual.FinalLoss, actual.FinalAccuracy, actual.BestLoss, actual.ReachedAt, actual.ConvergedAt));
        Assert.Equal(expected.BestAccuracy, actual.BestAccuracy);
        Assert.Equal(
            (expected.Curve.Every, expected.Curve.LastIteration, expected.Curve.Samples),
            (actual.Curve.Every, actual.Curve.LastIteration, actual.Curve.Samples));
        Assert.Equal((IEnumerable<double>)expected.Curve.Losses(), actual.Curve.Losses());
        Assert.Equal((IEnumerable<int>)expected.Curve.Corrects(), actual.Curve.Corrects());
        Assert.Equal((IEnumerable<double>)expected.HiddenWeights, actual.HiddenWeights);
        Assert.Equal((IEnumerable<double>)expected.OutputWeights, actual.OutputWeights);
    }
}
