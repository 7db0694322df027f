using System.Collections.Immutable;

namespace Sweep.Core.Samplers.Adaptive;

/// <summary>
/// Samplers of generations: the points [g·size, (g + 1)·size) are proposed from the results of all generations before theirs, and from nothing else.
/// </summary>
/// <param name="size">Points of a generation.</param>
internal sealed class Generations(int size)
{
    private long _next;
    private SearchHistory? _source;
    private int _revision;

    /// <summary>All of the generations before a point's.</summary>
    public long Before(long point) => point / size * size;

    /// <summary>Goes through the generations before a point's that were not gone through; from the first on where the history is not what it was.</summary>
    /// <param name="point">The number to be proposed.</param>
    /// <param name="history">What it sees.</param>
    /// <param name="begin">Forgets all generations.</param>
    /// <param name="advance">Is given the results of each, by number.</param>
    /// <exception cref="ArgumentException">A result is missing.</exception>
    public void Follow(long point, SearchHistory history, Action begin, Action<ImmutableArray<SearchResult>> advance)
    {
        ArgumentNullException.ThrowIfNull(history);
        var generation = point / size;
        if (!ReferenceEquals(history, _source) || history.Revision != _revision || _next > generation)
        {
            begin();
            _next = 0;
        }

        (_source, _revision) = (history, history.Revision);
        for (; _next < generation; _next++)
            advance(ResultsOf(history, _next));
    }

    private ImmutableArray<SearchResult> ResultsOf(SearchHistory history, long generation)
    {
        var first = generation * size;
        var place = history.Earlier + (int)first;
        if (history.Finished.Count < place + size
            || history.Finished[place].Point != first
            || history.Finished[place + size - 1].Point != first + size - 1)
            throw new ArgumentException($"Generation {generation} needs the results of all points below {first + size}.", nameof(history));
        return [.. history.Finished.Skip(place).Take(size)];
    }
}
