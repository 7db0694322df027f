using Sweep.Web.Charts;
using Sweep.Web.Pages.Shared;

namespace Sweep.Web.Pages.Comparison;

/// <summary>What the comparison of sweeps shows.</summary>
/// <param name="Address">Of this view.</param>
/// <param name="Comparison">The sweeps.</param>
/// <param name="Picture">All runs of each as a line; null where not all have a target.</param>
public sealed record ComparisonModel(Address Address, SweepComparison Comparison, Chart? Picture)
{
    public string? By => Comparison.By;

    public IReadOnlyList<string> Names => Comparison.Names;

    public IReadOnlyList<ComparedSweep> Sweeps => Comparison.Sweeps;

    /// <summary>Every value that one of them has, in the order of the first that has it.</summary>
    public IReadOnlyList<string> Values => [.. Sweeps.SelectMany(sweep => sweep.Lines).Select(line => line.Row.Group).Distinct()];
}
