using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Formatting;
using Sweep.Client.Terminal;
using Sweep.Core.Analysis;
using Sweep.Core.Naming;

namespace Sweep.Client.Sweeps;

/// <summary>What <c>sweep top --compare</c> prints for people below its table.</summary>
internal static class GroupComparisonView
{
    private const int MostPairs = 45;

    private static readonly Style Bold = new(decoration: Decoration.Bold);

    /// <param name="output">Where to.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="by">The parameter.</param>
    /// <param name="steps">What is counted on the way to the target.</param>
    public static void Write(Output output, GroupComparison comparison, string by, string steps)
    {
        var plain = output.Plain;
        plain.WriteLine($"\n{ComparisonTexts.Test(comparison)}\n");
        output.Results.Write(Groups(comparison, by, steps, output.Results.Profile.Width));
        if (comparison.Pairs.Count > 1)
        {
            plain.WriteLine("\nTwo by two, with S. Holm's correction for the number of pairs:\n");
            output.Results.Write(Pairs(comparison, steps, output.Results.Profile.Width));
        }

        if (comparison.Pairs.Count > MostPairs)
            plain.WriteLine($"\nThe {MostPairs} least likely by chance of {Figures.Count(comparison.Pairs.Count)} pairs; --json has all.");
        if (comparison.GroupsLeftOut > 0)
            plain.WriteLine($"\nThe best {comparison.Groups.Count} values are compared; {Figures.Count(comparison.GroupsLeftOut)} are left out.");
    }

    private static IRenderable Groups(GroupComparison comparison, string by, string steps, int width)
    {
        var table = new FittingTable(
        [
            new(by, Justify.Left), new("reached", Justify.Right), new("expected\nif alike", Justify.Right, DropOrder: 1), new($"median\n{steps}", Justify.Right),
            new("its 95 %\ninterval", Justify.Right), new($"mean within\n{Figures.Count(comparison.Horizon)}", Justify.Right),
        ]);
        foreach (var group in comparison.Groups)
        {
            table.AddRow(
                (group.Name, Bold), ($"{Figures.Count(group.Reached)} of {Figures.Count(group.Runs)}", null), (NumberText.Rounded(group.Expected, 3), null),
                (group.MedianIterations is { } median ? Figures.Count(median) : "not reached", null),
                (ComparisonTexts.Interval(group), null), (ComparisonTexts.Mean(group), null));
        }

        return table.Fit(width);
    }

    private static IRenderable Pairs(GroupComparison comparison, string steps, int width)
    {
        var table = new FittingTable(
        [
            new("one", Justify.Left), new("other", Justify.Left), new($"more mean\n{steps}", Justify.Right), new("χ²", Justify.Right, DropOrder: 1),
            new("p alone", Justify.Right, DropOrder: 2), new("p corrected", Justify.Right),
        ]);
        var pairs = comparison.Pairs.Count > MostPairs ? comparison.Pairs.OrderBy(pair => pair.PValue).Take(MostPairs) : comparison.Pairs;
        foreach (var pair in pairs)
        {
            table.AddRow(
                (pair.One, Bold), (pair.Other, Bold), (Figures.Count((long)Math.Round(pair.MeanDifference)), null),
                (NumberText.Rounded(pair.ChiSquare, 4), null),
                (Figures.Probability(pair.PValue), null), (Figures.Probability(pair.HolmPValue), pair.HolmPValue < 0.05 ? Bold : (Style?)null));
        }

        return table.Fit(width);
    }
}
