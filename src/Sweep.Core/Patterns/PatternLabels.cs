namespace Sweep.Core.Patterns;

/// <summary>Which points carry label 1.</summary>
public static class PatternLabels
{
    /// <summary>True where (<paramref name="x1"/>, <paramref name="x2"/>) lies in the pattern's region.</summary>
    public static bool Contains(Pattern pattern, double x1, double x2) => pattern switch
    {
        Pattern.Circle => Math.Sqrt(x1 * x1 + x2 * x2) < 0.75,
        Pattern.Diamond => Math.Abs(x1) + Math.Abs(x2) < 1.0,
        Pattern.CenteredSquare => Math.Max(Math.Abs(x1), Math.Abs(x2)) < 0.5,
        Pattern.ThickRightAngle => Math.Max(x1, x2) is > -0.5 and < 0.5,
        Pattern.ThinRightAngle => Math.Max(x1, x2) is > 0.0 and < 0.5,
        _ => throw new ArgumentOutOfRangeException(nameof(pattern), pattern, "There is no such pattern."),
    };
}
