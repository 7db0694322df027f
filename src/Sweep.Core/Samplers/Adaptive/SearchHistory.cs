namespace Sweep.Core.Samplers.Adaptive;

/// <summary>
/// What is known of a search when a point is proposed: the finished points that it may see, and those that run meanwhile. Kept by the sweep's owner,
/// it only grows: a point is added when it is proposed (running) and once more when its result may be seen. The order in which that happens
/// decides nothing; points stand by number. Results that were there before the search have numbers below zero.
/// </summary>
public sealed class SearchHistory
{
    private readonly List<SearchResult> _finished = [];
    private readonly List<SearchResult> _running = [];

    /// <param name="earlier">Finished points with numbers below zero, ascending; none where the search begins with nothing.</param>
    public SearchHistory(IEnumerable<SearchResult>? earlier = null)
    {
        foreach (var result in earlier ?? [])
        {
            if (result.Point >= 0 || result.IsRunning)
                throw new ArgumentException($"Point {result.Point} is no result from before the search.", nameof(earlier));
            Add(result);
        }

        Earlier = _finished.Count;
    }

    /// <summary>How many of <see cref="Finished"/>, the first of them, were there before the search.</summary>
    public int Earlier { get; }

    /// <summary>Finished points by number, ascending.</summary>
    public IReadOnlyList<SearchResult> Finished => _finished;

    /// <summary>Running points by number, ascending.</summary>
    public IReadOnlyList<SearchResult> Running => _running;

    /// <summary>Raised whenever a finished point is put before another, so that what was computed from the first of them does not hold any more.</summary>
    public int Revision { get; private set; }

    /// <summary>Adds a running point, or a finished one, which then runs no longer.</summary>
    /// <exception cref="ArgumentException">The point is there already, or is finished and would run again.</exception>
    public void Add(SearchResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var at = Place(_finished, result.Point);
        if (at >= 0)
            throw new ArgumentException($"Point {result.Point} is finished already.", nameof(result));
        var running = Place(_running, result.Point);
        if (result.IsRunning)
        {
            if (running >= 0)
                throw new ArgumentException($"Point {result.Point} runs already.", nameof(result));
            _running.Insert(~running, result);
            return;
        }

        if (running >= 0)
            _running.RemoveAt(running);
        if (~at < _finished.Count)
            Revision++;
        _finished.Insert(~at, result);
    }

    /// <summary>Where the point is; where it is not, the complement of where it belongs.</summary>
    private static int Place(List<SearchResult> results, long point)
    {
        // Nearly always the last.
        if (results.Count == 0 || results[^1].Point < point)
            return ~results.Count;
        var (low, high) = (0, results.Count - 1);
        while (low <= high)
        {
            var middle = low + (high - low) / 2;
            if (results[middle].Point == point)
                return middle;
            if (results[middle].Point < point)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }
}
