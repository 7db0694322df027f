namespace Sweep.Core.Pruners;

/// <summary>The points of a cohort that come to a rung, ascending: at its first rung so many from one on, later those that were kept.</summary>
internal readonly struct CohortMembers
{
    private readonly List<long>? _kept;
    private readonly long _first;

    public CohortMembers(long first, int count) => (_first, Count) = (first, count);

    public CohortMembers(List<long> kept) => (_kept, Count) = (kept, kept.Count);

    public int Count { get; }

    public long this[int place] => _kept?[place] ?? _first + place;

    /// <summary>All but the first so many.</summary>
    public IEnumerable<long> From(int place)
    {
        for (; place < Count; place++)
            yield return this[place];
    }
}
