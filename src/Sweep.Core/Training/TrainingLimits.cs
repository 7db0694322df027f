using Sweep.Core.Naming;

namespace Sweep.Core.Training;

/// <summary>The largest training run that is accepted.</summary>
public static class TrainingLimits
{
    public const int Samples = 10_000_000;
    public const int Iterations = 1_000_000_000;
    public const int Hidden = 256;
    public const int RecordedPoints = 10_000_000;

    /// <exception cref="ArgumentOutOfRangeException">A number of the plan is outside its range.</exception>
    public static void Check(TrainingPlan plan)
    {
        var point = plan.Point;
        Check(Enum.IsDefined(point.Pattern), "pattern", point.Pattern, "one of the five patterns");
        Check(double.IsFinite(point.LearningRate) && point.LearningRate > 0, "learning_rate", point.LearningRate, "finite and greater than 0");
        Check(point.Iterations is >= 1 and <= Iterations, "iterations", point.Iterations, $"from 1 to {Iterations}");
        Check(point.Samples is >= 1 and <= Samples, "samples", point.Samples, $"from 1 to {Samples}");
        Check(point.Hidden is >= 1 and <= Hidden, "hidden", point.Hidden, $"from 1 to {Hidden}");
        Check(plan.RecordEvery >= 1, "record.every", plan.RecordEvery, "at least 1");
        var points = LossCurve.PointsOf(point.Iterations, plan.RecordEvery);
        Check(points <= RecordedPoints, "record.every", plan.RecordEvery, $"large enough to record at most {RecordedPoints} points, not {points}");
        Check(!double.IsNaN(plan.Target), "target.loss", plan.Target, "a number");
    }

    private static void Check(bool holds, string name, object value, string rule)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name}: {(value is double number ? NumberText.Of(number) : value)} must be {rule}."));
    }
}
