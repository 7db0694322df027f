using CsCheck;
using Sweep.Core.Data;
using Sweep.Core.Patterns;
using Sweep.Core.Probe;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Data;

public sealed class DataSetTests
{
    private static readonly Gen<(DataTable Table, int Samples, uint Seed)> Drawn =
        from features in Gen.Int[1, 12]
        from rows in Gen.Int[1, 200]
        from samples in Gen.Int[1, rows]
        from values in Gen.OneOf(Gen.Double[-5, 5], Gen.Double[1e6, 1e6 + 1], Gen.Const(0.1)).Array[features * rows]
        from labels in Gen.Bool.Array[rows]
        from seed in Gen.UInt
        select (Table(features, values, labels), samples, seed);

    [Fact]
    public void Draw_AnyTable_TakesDistinctRowsWithTheirLabels() => Drawn.Sample(drawn =>
    {
        // A feature more, which numbers the rows.
        var (table, samples, seed) = drawn;
        var values = Enumerable.Range(0, table.Rows).SelectMany(row => table.Row(row).ToArray().Append(row)).ToArray();
        var data = DataSet.Draw(Table(table.Features.Length + 1, values, table.Labels), samples, seed, FeatureScale.None);
        var rows = Array.ConvertAll(data.Columns[^1], row => (int)row);
        Assert.Equal(samples, rows.Distinct().Count());
        for (var i = 0; i < samples; i++)
        {
            Assert.Equal(table.Row(rows[i]).ToArray(), data.Columns[..^1].Select(column => column[i]));
            Assert.Equal(table.Labels[rows[i]], data.Labels[i]);
        }

        var fewer = DataSet.Draw(table, Math.Max(1, samples / 2), seed, FeatureScale.None);
        for (var feature = 0; feature < table.Features.Length; feature++)
            Assert.Equal(data.Columns[feature][..fewer.Samples], fewer.Columns[feature]);
    });

    [Fact]
    public void Draw_Minmax_ReachesBothEndsAndKeepsTheOrder() => Drawn.Sample(drawn =>
    {
        var (raw, data) = Both(drawn, FeatureScale.Minmax);
        foreach (var (before, after) in raw.Columns.Zip(data.Columns))
        {
            if (before.Distinct().Count() == 1)
            {
                Assert.All(after, value => Assert.Equal(0, value));
                continue;
            }

            Assert.Equal((-1, 1), (after.Min(), after.Max()));
            var inOrder = before.Zip(after).OrderBy(pair => pair.First).Select(pair => pair.Second).ToArray();
            Assert.Equal(inOrder.Order(), inOrder);
        }
    });

    [Fact]
    public void Draw_Standard_HasMeanZeroAndDeviationOne() => Drawn.Sample(drawn =>
    {
        var (raw, data) = Both(drawn, FeatureScale.Standard);
        foreach (var (before, after) in raw.Columns.Zip(data.Columns))
        {
            if (before.Distinct().Count() == 1)
            {
                Assert.All(after, value => Assert.Equal(0, value));
                continue;
            }

            // Values near a million that differ in the last places keep ten digits of the mean.
            Assert.Equal(0, after.Average(), 1e-6);
            Assert.Equal(1, after.Average(value => value * value), 1e-6);
        }
    });

    [Fact]
    public void Draw_SmallDifferences_AreOnesOfDeviation()
    {
        var data = DataSet.Draw(Table(1, [1e-200, 3e-200, 1e-200], [true, false, true]), 3, 0, FeatureScale.Standard);
        Assert.All(data.Columns[0], value => Assert.Equal(0, value)); // their squares are 0: no deviation to divide by
        Assert.Equal([-1, -1, 1], DataSet.Draw(Table(1, [1e-200, 3e-200, 1e-200], [true, false, true]), 3, 0, FeatureScale.Minmax).Columns[0].Order());
    }

    [Fact]
    public void Draw_MoreSamplesThanRows_SaysHowManyThereAre()
    {
        var table = ProbeTables.Of(3, 150, 0);
        const string words = "samples: 151 must be from 1 to 150, the rows of the data set: they are drawn without replacement.";
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => DataSet.Draw(table, 151, 0, FeatureScale.None));
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => DataSet.Draw(table, 0, 0, FeatureScale.None));
        var plan = new TrainingPlan(new PerceptronPoint(default, 0.1, 1, 151, 4), 0, 0, 0.2) { Source = new DataSource(table, FeatureScale.None) };
        Assert.Contains(words, Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingRun(plan)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_OfTheSameNumbers_IsEqual()
    {
        var plan = new TrainingPlan(new PerceptronPoint(default, 0.1, 1, 20, 4), 0, 0, 0.2)
        {
            Source = new DataSource(ProbeTables.Of(3, 30, 0), FeatureScale.Minmax),
        };
        Assert.Equal(plan, plan with { Source = new DataSource(ProbeTables.Of(3, 30, 0), FeatureScale.Minmax) });
        Assert.NotEqual(plan, plan with { Source = new DataSource(ProbeTables.Of(3, 30, 1), FeatureScale.Minmax) });
        Assert.NotEqual(plan, plan with { Source = plan.Source! with { Scale = FeatureScale.Standard } });
        Assert.NotEqual(plan, plan with { Source = null });
    }

    [Fact]
    public void TrainingRun_ValuesTooLargeToTrainOn_AreRefused()
    {
        var plan = new TrainingPlan(new PerceptronPoint(default, 0.1, 1, 2, 4), 0, 0, 0.2)
        {
            Source = new DataSource(Table(2, [1, 2, 3, -2e100], [true, false]), FeatureScale.Minmax),
        };
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingRun(plan));
        Assert.Contains("the data set's largest value: 2e100 must be within ±1e100; write its feature", e.Message, StringComparison.Ordinal);
    }

    private static (DataSet Raw, DataSet Scaled) Both((DataTable Table, int Samples, uint Seed) drawn, FeatureScale scale) =>
        (DataSet.Draw(drawn.Table, drawn.Samples, drawn.Seed, FeatureScale.None), DataSet.Draw(drawn.Table, drawn.Samples, drawn.Seed, scale));

    private static DataTable Table(int features, ReadOnlySpan<double> values, ReadOnlySpan<bool> labels) =>
        new([.. Enumerable.Range(0, features).Select(feature => $"x{feature}")], values, labels);
}
