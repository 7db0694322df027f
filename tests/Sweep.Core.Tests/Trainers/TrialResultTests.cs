using Sweep.Core.Curves;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Trainers;

public sealed class TrialResultTests
{
    [Fact]
    public void Of_Perceptron_HasTheLossAsItsObjective()
    {
        var result = Trained(0.5, 0.25).ToTrialResult();
        Assert.Equal((3, 0.5, 0.25, false), (result.TrainedIterations, result.FinalObjective, result.BestObjective, result.Diverged));
        Assert.Equal((2, null), (result.ReachedAt, result.ConvergedAt));
        Assert.Equal((0.5, 0.75, 0.25), (result.FinalLoss, result.FinalAccuracy, result.BestLoss));
        Assert.NotNull(result.Curve);
        Assert.Null(result.Fault);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Of_LossThatIsNoNumber_Diverged(double loss)
    {
        var result = Trained(loss, 0.25).ToTrialResult();
        Assert.Equal((null, 0.25, true), (result.FinalObjective, result.BestObjective, result.Diverged));
    }

    [Theory]
    [InlineData("f1", new[] { 0, 5, 6 }, 3, null)]
    [InlineData("f1 score/väl", new[] { 0 }, 1, null)]
    [InlineData("", new[] { 0 }, 1, "1 to 200 printable characters")]
    [InlineData("a\nb", new[] { 0 }, 1, "1 to 200 printable characters")]
    [InlineData("f1", new[] { 0, 1 }, 3, "\"f1\" has 2 steps and 3 values")]
    [InlineData("f1", new int[0], 0, "at least one")]
    [InlineData("f1", new[] { 0, 5, 5 }, 3, "has step 5 at place 2")]
    [InlineData("f1", new[] { -1, 5 }, 2, "has step -1 at place 0")]
    public void Fault_Metric_IsSaid(string name, int[] steps, int values, string? expected)
    {
        var fault = With(new MetricCurve("other", [0], [double.NaN]), new MetricCurve(name, steps, new double[values])).Fault;
        if (expected is null)
            Assert.Null(fault);
        else
            Assert.Contains(expected, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Fault_MetricTwice_IsSaid() =>
        Assert.Contains("\"f1\" comes twice", With(new MetricCurve("f1", [0], [1]), new MetricCurve("f1", [1], [1])).Fault, StringComparison.Ordinal);

    private static TrialResult With(params MetricCurve[] metrics) => new() { TrainedIterations = 1, Metrics = [.. metrics] };

    private static TrainingResult Trained(double final, double best) =>
        new(3, new LossCurve(1, 2, 4, new[] { 0.7, best, final }, new[] { 1, 2, 3 }), final, 0.75, best, 2, null, [1], [1]);
}
