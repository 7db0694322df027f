using Sweep.Core.Curves;
using Sweep.Core.Data;
using Sweep.Core.Naming;

namespace Sweep.Core.Trainers.Perceptron;

/// <summary>The largest training run that is accepted.</summary>
public static class TrainingLimits
{
    public const int Samples = 10_000_000;
    public const int Iterations = 1_000_000_000;
    public const int Hidden = 256;
    public const int RecordedPoints = 10_000_000;

    /// <summary>Size of a table's values: within it no sum or product of training overflows, whatever the weights.</summary>
    public const double FeatureSize = 1e100;

    /// <exception cref="ArgumentOutOfRangeException">A number of the plan is outside its range.</exception>
    public static void Check(TrainingPlan plan)
    {
        var point = plan.Point;
        if (!Enum.IsDefined(point.Pattern))
            throw Outside("pattern", point.Pattern, "one of the five patterns");
        if (plan.Source is not null && point.Pattern != default)
            throw Outside("pattern", point.Pattern, "the first, for samples of a data set have none: equal plans are then equal");
        if (!double.IsFinite(point.LearningRate) || point.LearningRate <= 0)
            throw Outside("learning_rate", point.LearningRate, "finite and greater than 0");
        if (point.Iterations is < 1 or > Iterations)
            throw Outside("iterations", point.Iterations, $"from 1 to {Iterations}");
        if (point.Samples is < 1 or > Samples)
            throw Outside("samples", point.Samples, $"from 1 to {Samples}");
        if (plan.Source is { } source && point.Samples > source.Table.Rows)
            throw Outside("samples", point.Samples, DataSet.RowsRule(source.Table));
        if (plan.Source is { Table.LargestSize: > FeatureSize and var size })
            throw Outside("the data set's largest value", size, $"within ±{NumberText.Of(FeatureSize)}; write its feature in a larger unit");
        if (plan.Source is { } drawn && !Enum.IsDefined(drawn.Scale))
            throw Outside("scale", drawn.Scale, "none, minmax or standard");
        if (point.Hidden is < 1 or > Hidden)
            throw Outside("hidden", point.Hidden, $"from 1 to {Hidden}");
        if (plan.RecordEvery < 1)
            throw Outside("record.every", plan.RecordEvery, "at least 1");
        var points = LossCurve.PointsOf(point.Iterations, plan.RecordEvery);
        if (points > RecordedPoints)
            throw Outside("record.every", plan.RecordEvery, $"large enough to record at most {RecordedPoints} points, not {points}");
        if (double.IsNaN(plan.Target))
            throw Outside("target.loss", plan.Target, "a number");
    }

    private static ArgumentOutOfRangeException Outside(string name, object value, string rule) =>
        new(name, value, FormattableString.Invariant($"{name}: {(value is double number ? NumberText.Of(number) : value)} must be {rule}."));
}
