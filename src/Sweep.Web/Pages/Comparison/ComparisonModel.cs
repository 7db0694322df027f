using Sweep.Web.Charts;
using Sweep.Web.Pages.Shared;

namespace Sweep.Web.Pages.Comparison;

/// <summary>What the comparison of sweeps shows.</summary>
/// <param name="Address">Of this view.</param>
/// <param name="By">The parameter whose values are compared; null where they have none in common.</param>
/// <param name="Names">The parameters that all of them have.</param>
/// <param name="Sweeps">In the order in which they were named.</param>
/// <param name="Picture">All runs of each as a line.</param>
public sealed record ComparisonModel(Address Address, string? By, IReadOnlyList<string> Names, IReadOnlyList<ComparedSweep> Sweeps, Chart? Picture)
{
    /// <summary>Every value that one of them has, in the order of the first that has it.</summary>
    public IReadOnlyList<string> Values => [.. Sweeps.SelectMany(sweep => sweep.Lines).Select(line => line.Row.Group).Distinct()];
}
