namespace Sweep.Core.Trainers;

/// <summary>The metric that targets and ranking look at, and which of its values are better. What is no finite number is worse than any number.</summary>
/// <param name="Metric">Its name, as trainers report it.</param>
public sealed record Objective(string Metric, Goal Goal)
{
    /// <summary>The exercise's: the mean log loss.</summary>
    public static Objective Loss { get; } = new("loss", Goal.Minimize);

    /// <summary>The share of samples on the right side.</summary>
    public static Objective Accuracy { get; } = new("accuracy", Goal.Maximize);

    /// <summary>The target of one who has none: no value is as good.</summary>
    public double Unreachable => Goal == Goal.Minimize ? double.NegativeInfinity : double.PositiveInfinity;

    /// <summary>What every value is better than.</summary>
    public double Worst => Goal == Goal.Minimize ? double.PositiveInfinity : double.NegativeInfinity;

    /// <summary>True where the value counts as learnt.</summary>
    public bool IsReached(double value, double target) => double.IsFinite(value) && (Goal == Goal.Minimize ? value <= target : value >= target);

    public bool IsBetter(double value, double than) => double.IsFinite(value) && (Goal == Goal.Minimize ? value < than : value > than);

    /// <summary>A number that is less where the value is better; infinite where the value is no finite number.</summary>
    public double Rank(double value) => !double.IsFinite(value) ? double.PositiveInfinity : Goal == Goal.Minimize ? value : -value;

    /// <summary>The better of the two.</summary>
    public double Best(double one, double other) => IsBetter(other, one) || !double.IsFinite(one) ? other : one;
}
