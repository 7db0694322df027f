using Sweep.Core.Data;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Training;

public sealed class GoldenTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string, int> Cases()
    {
        var data = new TheoryData<string, int>();
        foreach (var file in new[] { "golden.json", "more.json", "saturated.json" })
        {
            for (var i = 0; i < GoldenCase.Read(file).Length; i++)
                data.Add(file, i);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void DataSet_GoldenCase_IsNumPys(string file, int index)
    {
        var golden = GoldenCase.Read(file)[index];
        var data = DataSet.Create(golden.Plan.Point.Pattern, golden.Samples, golden.DataSeed);
        Assert.Equal(golden.Positives, data.Labels.Count(label => label));
        for (var i = 0; i < golden.FirstPoints.Length; i++)
            Assert.Equal(golden.FirstPoints[i], new[] { data.Columns[0][i], data.Columns[1][i] });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TrainingRun_GoldenCase_AgreesWithNumPy(string file, int index)
    {
        var golden = GoldenCase.Read(file)[index];
        using var run = new TrainingRun(golden.Plan);
        Assert.True(run.Advance(golden.Iterations, TestContext.Current.CancellationToken));
        var result = run.Result();
        foreach (var point in golden.Recorded)
        {
            Assert.Equal(point.Loss, result.Curve.LossAt(point.Iteration), Tolerance);
            Assert.Equal(point.Accuracy, result.Curve.AccuracyAt(point.Iteration));
        }
        AssertClose(golden.FinalHiddenWeights.SelectMany(row => row), result.HiddenWeights);
        AssertClose(golden.FinalOutputWeights, result.OutputWeights);
    }

    private static void AssertClose(IEnumerable<double> expected, double[] actual)
    {
        Assert.Equal(expected.Count(), actual.Length);
        foreach (var (e, a) in expected.Zip(actual))
            Assert.Equal(e, a, Tolerance * Math.Max(1, Math.Abs(e)));
    }
}
