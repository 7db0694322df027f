namespace Sweep.Service.Views;

/// <summary>Several sweeps side by side.</summary>
/// <param name="By">The parameter whose values are compared; null where they have none in common.</param>
/// <param name="Parameters">The parameters that all of them have.</param>
/// <param name="Sweeps">In the order in which they were named.</param>
public sealed record ComparisonView(string? By, IReadOnlyList<string> Parameters, IReadOnlyList<ComparedSweepView> Sweeps);
