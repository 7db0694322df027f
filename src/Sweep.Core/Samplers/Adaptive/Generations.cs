using System.Collections.Immutable;

namespace Sweep.Core.Samplers.Adaptive;

/// <summary>
/// Samplers of generations: the points [g·size, (g + 1)·size) are proposed from the results of all generations before theirs, and from nothing else.
/// </summary>
internal static class Generations
{
    /// <summary>The results of one generation, by number.</summary>
    /// <exception cref="ArgumentException">One is missing.</exception>
    public static ImmutableArray<SearchResult> Of(SearchHistory history, long generation, int size)
    {
        var first = generation * size;
        if (history.Finished.Count < first + size
            || history.Finished[(int)first].Point != first
            || history.Finished[(int)first + size - 1].Point != first + size - 1)
            throw new ArgumentException($"Generation {generation} needs the results of all points below {first + size}.", nameof(history));
        return [.. history.Finished.Skip((int)first).Take(size)];
    }
}
