using System.Collections.Immutable;
using Sweep.Core.Specs;

namespace Sweep.Core.Scheduling;

/// <summary>The results that a search is to begin with.</summary>
/// <param name="Spec">What its spec keeps of them.</param>
/// <param name="Results">The rows that it is submitted with, in their order.</param>
public sealed record GatheredHistory(HistorySpec Spec, ImmutableArray<EarlierResult> Results);
