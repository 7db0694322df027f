using Sweep.Core.Data;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Training;

public sealed class TableGoldenTests
{
    private const double Tolerance = 1e-9;

    private static readonly TableCase[] Read = TableCase.ReadAll();

    public static TheoryData<int> Cases() => [.. Enumerable.Range(0, Read.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Draw_GoldenCase_IsNumPys(int index)
    {
        var golden = Read[index];
        var table = golden.Table;
        var raw = DataSet.Draw(table, golden.Samples, golden.DataSeed, FeatureScale.None);
        Assert.Equal(golden.Positives, raw.Labels.Count(label => label));
        for (var i = 0; i < golden.FirstRows.Length; i++)
            Assert.Equal(table.Row(golden.FirstRows[i]).ToArray(), raw.Columns.Select(column => column[i]));
        var data = golden.Plan.Data();
        for (var i = 0; i < golden.FirstPoints.Length; i++)
        {
            foreach (var (expected, column) in golden.FirstPoints[i].Zip(data.Columns))
                Assert.Equal(expected, column[i], 1e-13);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TrainingRun_GoldenCase_AgreesWithNumPy(int index)
    {
        var golden = Read[index];
        using var run = new TrainingRun(golden.Plan);
        Assert.True(run.Advance(golden.Iterations, TestContext.Current.CancellationToken));
        var result = run.Result();
        foreach (var point in golden.Recorded)
        {
            Assert.Equal(point.Loss, result.Curve.LossAt(point.Iteration), Tolerance);
            Assert.Equal(point.Accuracy, result.Curve.AccuracyAt(point.Iteration));
        }

        AssertClose([.. golden.FinalHiddenWeights.SelectMany(row => row)], result.HiddenWeights);
        AssertClose(golden.FinalOutputWeights, result.OutputWeights);
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (e, a) in expected.Zip(actual))
            Assert.Equal(e, a, Tolerance * Math.Max(1, Math.Abs(e)));
    }
}
