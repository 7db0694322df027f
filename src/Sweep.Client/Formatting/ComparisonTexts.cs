using Sweep.Core.Analysis;
using Sweep.Core.Naming;

namespace Sweep.Client.Formatting;

/// <summary>What a comparison of groups comes to, in words.</summary>
internal static class ComparisonTexts
{
    /// <summary>What the test of all groups says, in a sentence.</summary>
    public static string Test(GroupComparison comparison) => comparison.Degrees == 0
        ? "These runs tell no values apart: no two have runs of the same replicate, one of which reached the target while the other was under way."
        : $"Are they different? Log-rank test, stratified by replicate: χ² = {NumberText.Rounded(comparison.ChiSquare, 4)} with {comparison.Degrees} "
            + $"{(comparison.Degrees == 1 ? "degree" : "degrees")} of freedom, p {(comparison.PValue < 0.0001 ? "" : "= ")}{Figures.Probability(comparison.PValue)}.";

    /// <summary>"118 – 526", "1,200 – ∞"; a dash where there is none.</summary>
    public static string Interval(ComparedGroup group) =>
        group.MedianLow is { } low ? $"{Figures.Count(low)} – {(group.MedianHigh is { } high ? Figures.Count(high) : "∞")}" : "–";

    /// <summary>"1,079 ± 197".</summary>
    public static string Mean(ComparedGroup group) =>
        $"{Figures.Count((long)Math.Round(group.RestrictedMean.Value))} ± {Figures.Count((long)Math.Round(group.RestrictedMean.StandardError))}";
}
