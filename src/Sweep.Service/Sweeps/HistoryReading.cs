using Sweep.Core.Scheduling;
using Sweep.Core.Specs;

namespace Sweep.Service.Sweeps;

/// <summary>What came of reading the sweeps that a search is to begin with the results of.</summary>
/// <param name="History">Their results; null where something is wrong with them, or with the rest of the spec.</param>
/// <param name="Errors">All that is wrong with them.</param>
public sealed record HistoryReading(GatheredHistory? History, IReadOnlyList<SpecError> Errors);
