using Sweep.Core.Patterns;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Training;

public sealed class TrainingRunTests
{
    private static readonly TrainingPlan Plan = new(new PerceptronPoint(Pattern.Circle, 0.005, 400, 60, 4), 1, 2, 0.55, RecordEvery: 7);

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

    private static TrainingResult Whole(TrainingPlan plan)
    {
        using var run = new TrainingRun(plan);
        run.Advance(int.MaxValue, CancellationToken.None);
        return run.Result();
    }

    private static void AssertSame(TrainingResult expected, TrainingResult actual)
    {
        Assert.Equal(expected.Curve.Losses(), actual.Curve.Losses());
        Assert.Equal(expected.Curve.Corrects(), actual.Curve.Corrects());
        Assert.Equal(expected.HiddenWeights, actual.HiddenWeights);
        Assert.Equal(expected.OutputWeights, actual.OutputWeights);
        Assert.Equal(
            (expected.ReachedAt, expected.ConvergedAt, expected.BestLoss, expected.FinalLoss, expected.FinalAccuracy),
            (actual.ReachedAt, actual.ConvergedAt, actual.BestLoss, actual.FinalLoss, actual.FinalAccuracy));
    }
}
