namespace Sweep.Core.Scheduling;

/// <summary>
/// A set of trial numbers kept as runs: memory grows with the runs, not with the numbers, and each operation takes a time
/// logarithmic in them (and linear in the runs that it swallows). Not safe for use by several threads at once.
/// </summary>
public sealed class NumberSet
{
    // Invariant: runs are not empty, and between two of them at least one number is missing.
    private readonly SortedSet<NumberRange> _runs = new(Comparer<NumberRange>.Create((a, b) => a.Start.CompareTo(b.Start)));

    /// <summary>How many numbers are in the set.</summary>
    public long Count { get; private set; }

    /// <summary>How many runs hold them.</summary>
    public int RunCount => _runs.Count;

    /// <summary>The runs, ascending; no two touch. Not to be used across a change of the set.</summary>
    public IEnumerable<NumberRange> Runs => _runs;

    /// <summary>Adds a number; false where it was there.</summary>
    public bool Add(long number)
    {
        if (Contains(number))
            return false;
        AddRange(new NumberRange(number, number + 1));
        return true;
    }

    /// <summary>Adds every number of the range, those that are there already included; nothing where it is empty.</summary>
    public void AddRange(NumberRange range)
    {
        if (range.Count <= 0)
            return;
        var (start, end) = (range.Start, range.End);
        while (LastRunStartingBy(end) is { } run && run.End >= start)
        {
            start = Math.Min(start, run.Start);
            end = Math.Max(end, run.End);
            Drop(run);
        }

        Keep(start, end);
    }

    /// <summary>Removes a number; false where it was not there.</summary>
    public bool Remove(long number)
    {
        if (!Contains(number))
            return false;
        RemoveRange(new NumberRange(number, number + 1));
        return true;
    }

    /// <summary>Removes every number of the range that is in the set.</summary>
    public void RemoveRange(NumberRange range)
    {
        if (range.Count <= 0)
            return;
        while (LastRunStartingBy(range.End - 1) is { } run && run.End > range.Start)
        {
            Drop(run);
            Keep(run.Start, Math.Min(run.End, range.Start));
            Keep(Math.Max(run.Start, range.End), run.End);
        }
    }

    public bool Contains(long number) => LastRunStartingBy(number) is { } run && number < run.End;

    /// <summary>The smallest number from <paramref name="from"/> on that is not in the set.</summary>
    public long FirstMissing(long from = 0) => LastRunStartingBy(from) is { } run && from < run.End ? run.End : from;

    /// <summary>
    /// The first run of missing numbers within [<paramref name="from"/>, <paramref name="end"/>); empty, at
    /// <paramref name="end"/>, where none is missing.
    /// </summary>
    public NumberRange FirstGap(long from, long end)
    {
        var start = FirstMissing(from);
        if (start >= end)
            return new NumberRange(end, end);
        var next = FirstRunStartingFrom(start);
        return new NumberRange(start, next is { } run ? Math.Min(run.Start, end) : end);
    }

    private NumberRange? LastRunStartingBy(long number)
    {
        if (_runs.Count == 0 || _runs.Min.Start > number)
            return null;
        return _runs.GetViewBetween(_runs.Min, new NumberRange(number, number)).Max;
    }

    private NumberRange? FirstRunStartingFrom(long number)
    {
        if (_runs.Count == 0 || _runs.Max.Start < number)
            return null;
        return _runs.GetViewBetween(new NumberRange(number, number), _runs.Max).Min;
    }

    private void Keep(long start, long end)
    {
        if (start < end && _runs.Add(new NumberRange(start, end)))
            Count += end - start;
    }

    private void Drop(NumberRange run)
    {
        _runs.Remove(run);
        Count -= run.Count;
    }
}
