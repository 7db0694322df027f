using System.Collections.Immutable;
using Sweep.Core.Specs;

namespace Sweep.Core.Scheduling;

/// <summary>A row of <c>search_history</c>: a result that was there when a search was submitted, and that all of its points are chosen by.</summary>
/// <param name="Parameters">The point as a JSON object, of the search's parameters.</param>
/// <param name="Objectives">One for each of <see cref="SweepSpec.Objectives"/>, whatever its goal; NaN where the point failed.</param>
/// <param name="PrunedAt">The step where a pruner stopped it; null where none did.</param>
/// <param name="Sweep">From where it is taken.</param>
/// <param name="Number">The first trial of the point there.</param>
public sealed record EarlierResult(string Parameters, ImmutableArray<double> Objectives, int? PrunedAt, Guid Sweep, long Number);
