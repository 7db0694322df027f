namespace Sweep.SystemTests.Otlp;

/// <summary>One value of a metric.</summary>
/// <param name="Attributes">Those of the measurement.</param>
/// <param name="Value">The number; a histogram's sum.</param>
/// <param name="Bounds">A histogram's upper bounds, without the infinite one; else empty.</param>
/// <param name="Counts">How many values each bucket has, one more than bounds; else empty.</param>
internal sealed record OtlpPoint(
    IReadOnlyDictionary<string, string> Attributes, double Value, IReadOnlyList<double> Bounds, IReadOnlyList<ulong> Counts);
