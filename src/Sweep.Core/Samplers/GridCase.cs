using System.Collections.Immutable;

namespace Sweep.Core.Samplers;

/// <summary>
/// The points of a grid with conditions at which the parameters that conditions name have the same values: there the others are a grid of their own.
/// </summary>
/// <param name="Start">Points of the cases before.</param>
/// <param name="Digits">By such parameter: the place of its value; -1 where it has none.</param>
/// <param name="Free">Places of the other parameters that have a value here, the last varies fastest.</param>
internal readonly record struct GridCase(long Start, ImmutableArray<int> Digits, ImmutableArray<int> Free);
