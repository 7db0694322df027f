using System.Globalization;

namespace Sweep.Benchmarks.Load;

/// <summary>A figure that is promised.</summary>
/// <param name="Figure">What it is.</param>
/// <param name="Measured">The figure; null where it could not be measured, which keeps no promise.</param>
/// <param name="Limit">What it is held against.</param>
/// <param name="IsLeast">True where it must be at least the limit, false where at most.</param>
/// <param name="Format">A numeric format.</param>
/// <param name="Unit">What follows the number.</param>
internal sealed record Bar(string Figure, Spread? Measured, double Limit, bool IsLeast, string Format, string Unit)
{
    /// <summary>Whether the worst of all rounds is held against the limit; else their median is.</summary>
    public bool OfWorst { get; init; }

    public bool IsMet => Measured is { } spread && (IsLeast ? Judged(spread, spread.Least) >= Limit : Judged(spread, spread.Greatest) <= Limit);

    /// <summary>One word.</summary>
    public string Verdict => Measured is null ? "unknown" : IsMet ? "met" : "missed";

    public string MeasuredText => Measured is { } spread ? spread.Text(Format) + Unit : "not measured";

    public string LimitText => (IsLeast ? "≥ " : "≤ ") + Limit.ToString(Format, CultureInfo.InvariantCulture) + Unit;

    private double Judged(Spread spread, double worst) => OfWorst ? worst : spread.Median;
}
