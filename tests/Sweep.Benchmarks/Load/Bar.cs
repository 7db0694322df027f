namespace Sweep.Benchmarks.Load;

/// <summary>A figure that is promised.</summary>
/// <param name="Figure">What it is.</param>
/// <param name="Measured">The figure.</param>
/// <param name="Limit">What it is held against.</param>
/// <param name="IsLeast">True where it must be at least the limit, false where at most.</param>
/// <param name="Format">A composite format for both.</param>
internal sealed record Bar(string Figure, double Measured, double Limit, bool IsLeast, string Format)
{
    public bool IsMet => IsLeast ? Measured >= Limit : Measured <= Limit;

    public string MeasuredText => string.Format(System.Globalization.CultureInfo.InvariantCulture, Format, Measured);

    public string LimitText => (IsLeast ? "≥ " : "≤ ") + string.Format(System.Globalization.CultureInfo.InvariantCulture, Format, Limit);
}
