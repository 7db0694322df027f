using CsCheck;
using Sweep.Core.Data;
using Sweep.Core.Patterns;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Training;

public sealed class TrainingRunEdgeTests
{
    private static readonly TrainingPlan Plan = new(new PerceptronPoint(Pattern.Diamond, 0.01, 2_000, 100, 4), 1, 2, 0.2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Convergence_AnyTarget_IsThatOfTheFullCurve()
    {
        var curve = Train(Plan).Curve.Losses();
        Gen.Select(Gen.Int[0, curve.Length - 1], Gen.Int[1, 700]).Sample((at, every) =>
        {
            var target = curve[at];
            var result = Train(Plan with { Target = target, RecordEvery = every });
            Assert.Equal(Array.FindIndex(curve, loss => loss <= target), result.ReachedAt);
            var lastAbove = Array.FindLastIndex(curve, loss => loss > target);
            Assert.Equal(lastAbove == curve.Length - 1 ? null : lastAbove + 1, result.ConvergedAt);
            Assert.Equal(curve.Min(), result.BestLoss);
            Assert.Equal(curve[^1], result.FinalLoss);
        }, iter: 20, threads: 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_999)]
    [InlineData(2_000)]
    [InlineData(int.MaxValue)]
    public void Curve_RecordedEvery_HasItsMultiplesAndTheLast(int every)
    {
        var full = Train(Plan).Curve;
        var curve = Train(Plan with { RecordEvery = every }).Curve;
        var expected = Enumerable.Range(0, 2_000).Where(i => i % every == 0 || i == 1_999).ToArray();
        Assert.Equal(expected, Enumerable.Range(0, curve.Count).Select(curve.IterationAt));
        Assert.Equal(expected.Select(i => full.LossAt(i)), curve.Losses());
        Assert.Equal(expected.Select(full.AccuracyAt), Enumerable.Range(0, curve.Count).Select(curve.AccuracyAt));
    }

    [Fact]
    public async Task Advance_CancelledFromElsewhere_EndsSoonAndShowsItsProgress()
    {
        using var run = new TrainingRun(Plan with { Point = Plan.Point with { Iterations = 1_000_000_000 }, RecordEvery = 1_000 });
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var training = Task.Run(() => run.Advance(int.MaxValue, cancellation.Token), Cancellation);
        while (run.Iteration < 100 && !training.IsCompleted)
            await Task.Yield();
        Assert.False(double.IsNaN(run.Loss));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => training);
        Assert.Equal(run.Iteration, run.Checkpoint().Iteration);
    }

    [Fact]
    public void Advance_Loop_AllocatesNothing()
    {
        using var run = new TrainingRun(Plan);
        run.Advance(10, Cancellation);
        var before = GC.GetAllocatedBytesForCurrentThread();
        run.Advance(1_000, Cancellation);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Checkpoint_AfterDispose_Throws()
    {
        var run = new TrainingRun(Plan);
        run.Dispose();
        Assert.Throws<ObjectDisposedException>(run.Checkpoint);
        Assert.Throws<ObjectDisposedException>(() => run.Advance(1, Cancellation));
    }

    [Fact]
    public void TrainingRun_TieAtOneHalf_CountsAsPredictedOne()
    {
        // Weights of zero put every probability at exactly 0.5.
        var plan = Plan with { Point = Plan.Point with { Iterations = 1 } };
        var start = new TrainingCheckpoint(plan, 0, new double[12], new double[4], [], [], double.NaN, 0, double.PositiveInfinity, null, null);
        using var run = TrainingRun.FromCheckpoint(plan, start);
        run.Advance(1, Cancellation);
        var ones = DataSet.Create(Pattern.Diamond, 100, 1).Labels.Count(label => label);
        Assert.Equal(ones / 100.0, run.Result().FinalAccuracy);
        Assert.Equal(Math.Log(2), run.Loss, 1e-15);
    }

    [Theory]
    [InlineData(0.0, 1, 1, 1, 1, "learning_rate: 0 must be")]
    [InlineData(double.NaN, 1, 1, 1, 1, "learning_rate: NaN must be")]
    [InlineData(0.1, 0, 1, 1, 1, "iterations: 0 must be")]
    [InlineData(0.1, 1, 10_000_001, 1, 1, "samples: 10000001 must be")]
    [InlineData(0.1, 1, 1, 257, 1, "hidden: 257 must be")]
    [InlineData(0.1, 20_000_000, 1, 1, 1, "record.every: 1 must be large enough")]
    [InlineData(0.1, 1, 1, 1, 0, "record.every: 0 must be")]
    public void TrainingRun_PlanOutOfRange_SaysWhatIsWrong(double rate, int iterations, int samples, int hidden, int every, string message)
    {
        var plan = new TrainingPlan(new PerceptronPoint(Pattern.Circle, rate, iterations, samples, hidden), 0, 0, 0.2, every);
        Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingRun(plan)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_TrainedNetwork_AgreesWithItsAccuracy()
    {
        using var run = new TrainingRun(Plan);
        run.Advance(1_999, Cancellation);
        var checkpoint = run.Checkpoint();
        run.Advance(1, Cancellation);
        var data = DataSet.Create(Pattern.Diamond, 100, 1);
        var predicted = PerceptronPrediction.Predict(data, checkpoint.HiddenWeights, checkpoint.OutputWeights);
        Assert.Equal(run.Result().FinalAccuracy, predicted.Zip(data.Labels).Count(pair => pair.First >= 0.5 == pair.Second) / 100.0);
        Assert.Throws<ArgumentException>(() => PerceptronPrediction.Predict(data, [1, 2], [1]));
    }

    private static TrainingResult Train(TrainingPlan plan)
    {
        using var run = new TrainingRun(plan);
        Assert.True(run.Advance(int.MaxValue, Cancellation));
        return run.Result();
    }
}
