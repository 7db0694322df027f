using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Results;

/// <summary>A sweep of a list.</summary>
/// <param name="Sweep">Its row.</param>
/// <param name="Totals">What its rows sum to.</param>
/// <param name="Best">The best value of its objective so far; null where there is none.</param>
/// <param name="Notes">What people wrote to it.</param>
public sealed record ListedSweep(SweepRecord Sweep, TrialTotals Totals, double? Best, SweepNotes Notes);
