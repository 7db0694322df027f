using CsCheck;
using Sweep.Core.Patterns;
using Sweep.Core.Training;
using Sweep.Core.Trials;

namespace Sweep.Core.Tests.Training;

public sealed class TrainingRunTests
{
    private static readonly TrainingPlan Plan = new(new TrialPoint(Pattern.Circle, 0.005, 400, 60, 4), 1, 2, 0.55, RecordEvery: 7);

    [Fact]
    public void Checkpoint_AnyCuts_GoesOnToTheSameBits() =>
        Gen.Select(Gen.Int[1, 130].Array[1, 8], Gen.Int[1, 9]).Sample(
            (cuts, every) =>
            {
                var plan = Plan with { RecordEvery = every };
                var expected = Whole(plan);
                var run = new TrainingRun(plan);
                foreach (var cut in cuts)
                {
                    run.Advance(cut, CancellationToken.None);
                    var checkpoint = run.Checkpoint();
                    run.Dispose();
                    run = TrainingRun.FromCheckpoint(plan, checkpoint);
                }

                run.Advance(int.MaxValue, CancellationToken.None);
                AssertSame(expected, run.Result());
                run.Dispose();
            },
            iter: 100);

    [Fact]
    public void FromCheckpoint_OtherPlan_IsRefused()
    {
        using var run = new TrainingRun(Plan);
        var checkpoint = run.Checkpoint();
        var refusal = Assert.Throws<ArgumentException>(() => TrainingRun.FromCheckpoint(Plan with { InitSeed = 3 }, checkpoint));
        Assert.Contains("train it from the start", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Advance_Cancelled_StopsBetweenIterationsAndCanGoOn()
    {
        using var run = new TrainingRun(Plan);
        run.Advance(10, CancellationToken.None);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => run.Advance(10, cancelled.Token));
        Assert.Equal(10, run.Iteration);
        run.Advance(int.MaxValue, CancellationToken.None);
        AssertSame(Whole(Plan), run.Result());
    }

    [Fact]
    public void Result_RecordEvery_HoldsFirstEveryAndLast()
    {
        var full = Whole(Plan with { RecordEvery = 1 });
        var thin = Whole(Plan);
        Assert.Equal(LossCurve.PointsOf(400, 7), thin.Curve.Count);
        Assert.Equal(399, thin.Curve.IterationAt(thin.Curve.Count - 1));
        for (var k = 0; k < thin.Curve.Count; k++)
        {
            Assert.Equal(full.Curve.Loss[thin.Curve.IterationAt(k)], thin.Curve.Loss[k]);
            Assert.Equal(full.Curve.Correct[thin.Curve.IterationAt(k)], thin.Curve.Correct[k]);
        }

        Assert.Equal((full.ReachedAt, full.ConvergedAt, full.BestLoss), (thin.ReachedAt, thin.ConvergedAt, thin.BestLoss));
    }

    [Fact]
    public void Result_ReachedAndConverged_AreWhatTheFullCurveSays()
    {
        foreach (var target in new[] { 0.01, 0.5, 0.55, 0.6, 0.65, 5.0 })
        {
            var result = Whole(Plan with { RecordEvery = 1, Target = target, Point = Plan.Point with { LearningRate = 0.2 } });
            var loss = result.Curve.Loss;
            int? reached = Array.FindIndex(loss, l => l <= target) is >= 0 and var at ? at : null;
            var lastAbove = Array.FindLastIndex(loss, l => l > target);
            Assert.Equal(reached, result.ReachedAt);
            Assert.Equal(lastAbove == loss.Length - 1 ? null : (int?)(lastAbove + 1), result.ConvergedAt);
            Assert.Equal(loss.Min(), result.BestLoss);
        }
    }

    [Fact]
    public void Result_Unfinished_IsRefused()
    {
        using var run = new TrainingRun(Plan);
        Assert.Throws<InvalidOperationException>(() => run.Result());
    }

    [Theory]
    [InlineData(0, 10, 4)]
    [InlineData(10, 0, 4)]
    [InlineData(10, 10, 0)]
    [InlineData(10, 10, 257)]
    [InlineData(10, 10_000_001, 4)]
    public void TrainingRun_OutsideTheLimits_IsRefused(int iterations, int samples, int hidden) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new TrainingRun(new TrainingPlan(new TrialPoint(Pattern.Circle, 0.001, iterations, samples, hidden), 0, 0, 0.2)));

    private static TrainingResult Whole(TrainingPlan plan)
    {
        using var run = new TrainingRun(plan);
        run.Advance(int.MaxValue, CancellationToken.None);
        return run.Result();
    }

    private static void AssertSame(TrainingResult expected, TrainingResult actual)
    {
        Assert.Equal(expected.Curve.Loss, actual.Curve.Loss);
        Assert.Equal(expected.Curve.Correct, actual.Curve.Correct);
        Assert.Equal(expected.HiddenWeights, actual.HiddenWeights);
        Assert.Equal(expected.OutputWeights, actual.OutputWeights);
        Assert.Equal(
            (expected.ReachedAt, expected.ConvergedAt, expected.BestLoss, expected.FinalLoss, expected.FinalAccuracy),
            (actual.ReachedAt, actual.ConvergedAt, actual.BestLoss, actual.FinalLoss, actual.FinalAccuracy));
    }
}
