using Sweep.Core.Analysis;

namespace Sweep.Service.Views;

/// <summary>Several sweeps side by side.</summary>
/// <param name="By">The parameter whose values are compared; null where they have none in common.</param>
/// <param name="Parameters">The parameters that all of them have.</param>
/// <param name="Sweeps">In the order in which they were named.</param>
/// <param name="Test">
/// Whether the sweeps as wholes are really different, each a group by its id; null where they have not the same objective and target, or fewer than two have
/// runs.
/// </param>
public sealed record ComparisonView(string? By, IReadOnlyList<string> Parameters, IReadOnlyList<ComparedSweepView> Sweeps, GroupComparison? Test);
