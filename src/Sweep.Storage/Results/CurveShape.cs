using Sweep.Core.Curves;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Storage.Faults;

namespace Sweep.Storage.Results;

/// <summary>What the columns of a curve must have to do with each other.</summary>
internal static class CurveShape
{
    /// <summary>What is wrong; null where nothing is.</summary>
    public static RowDamage? Check(Guid sweep, long number, long every, long last, int losses, int accuracies)
    {
        RowDamage Damage(string column, string problem) => new("loss_curves", column, sweep, number, problem);
        if (number < 0)
            return Damage("number", FormattableString.Invariant($"{number} is less than 0"));
        if (every is < 1 or > TrainingLimits.Iterations)
            return Damage("every", FormattableString.Invariant($"{every} is not within 1 and {TrainingLimits.Iterations}"));
        if (last is < 0 or >= TrainingLimits.Iterations)
            return Damage("last_iteration", FormattableString.Invariant($"{last} is not within 0 and {TrainingLimits.Iterations - 1}"));
        var points = LossCurve.PointsOf((int)last + 1, (int)every);
        if (losses != points)
            return Damage("loss", FormattableString.Invariant($"has {losses} points; every {every} and last_iteration {last} make {points}"));
        return accuracies == points ? null : Damage("accuracy", FormattableString.Invariant($"has {accuracies} points; every {every} and last_iteration {last} make {points}"));
    }
}
