using Sweep.Core.Patterns;
using Sweep.Service.Reports;
using Sweep.Storage.Results;

namespace Sweep.Client.Tests.Reports;

public sealed class CurveGathererTests
{
    private static readonly CurveChoice Choice = new(new(new PerceptronPoint(Pattern.Circle, 0.01, 11, 5, 4), 3, 0, 0, null, 0.1), [0, 1, 2]);

    [Fact]
    public void ToLine_SeveralRuns_MedianAndBandOfEachIteration()
    {
        var gatherer = new CurveGatherer(Choice, every: 1, lastIteration: 2);
        gatherer.Add(Curve(1, 2, 9, 3, 5));
        gatherer.Add(Curve(1, 2, 9, 1, 7));
        gatherer.Add(Curve(1, 2, 9, 2, 6));
        var line = gatherer.ToLine();
        Assert.Equal(3, line.Runs);
        Assert.Equal([1, 2], line.Points.Select(point => point.Iteration));
        Assert.Equal([2.0, 6.0], line.Points.Select(point => point.Median));
        Assert.Equal([1.2, 5.2], line.Points.Select(point => Math.Round(point.Low, 9)));
        Assert.Equal([2.8, 6.8], line.Points.Select(point => Math.Round(point.High, 9)));
    }

    [Fact]
    public void ToLine_SparselyRecorded_TakesRecordedIterationsAndTheLast()
    {
        var gatherer = new CurveGatherer(Choice, every: 4, lastIteration: 10);
        gatherer.Add(Curve(4, 10, 0.9f, 0.8f, 0.7f, 0.6f));
        Assert.Equal(
            [(0, 0.9f), (4, 0.8f), (8, 0.7f), (10, 0.6f)], gatherer.ToLine().Points.Select(point => (point.Iteration, (float)point.Median)));
    }

    [Fact]
    public void ToLine_RunsThatEndedEarly_StopsWhereFewerThanHalfAreLeft()
    {
        var gatherer = new CurveGatherer(Choice, every: 1, lastIteration: 3);
        gatherer.Add(Curve(1, 3, 4, 4, 4, 4));
        gatherer.Add(Curve(1, 2, 3, 3, 3));
        gatherer.Add(Curve(1, 1, 2, 2));
        var points = gatherer.ToLine().Points;
        Assert.Equal([1, 2], points.Select(point => point.Iteration));
        Assert.Equal([3.0, 3.5], points.Select(point => point.Median));
    }

    private static CurveRecord Curve(int every, int last, params float[] loss) => new(Guid.Empty, 0, every, last, loss, new float[loss.Length]);
}
