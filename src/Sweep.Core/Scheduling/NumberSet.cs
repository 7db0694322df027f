namespace Sweep.Core.Scheduling;

/// <summary>
/// A set of trial numbers (or of positions) kept as ranges: memory grows with the ranges, not with the numbers, and each operation takes a time
/// logarithmic in them (and linear in the ranges that it swallows). Not safe for use by several threads at once.
/// </summary>
public sealed class NumberSet
{
    // Invariant: ranges are not empty, and between two of them at least one number is missing.
    private readonly SortedSet<NumberRange> _ranges = new(Comparer<NumberRange>.Create((a, b) => a.Start.CompareTo(b.Start)));

    /// <summary>How many numbers are in the set.</summary>
    public long Count { get; private set; }

    /// <summary>How many ranges hold them.</summary>
    public int RangeCount => _ranges.Count;

    /// <summary>The ranges, ascending; no two touch. Not to be used across a change of the set.</summary>
    public IEnumerable<NumberRange> Ranges => _ranges;

    /// <summary>Adds a number; false where it was there.</summary>
    public bool Add(long number)
    {
        var before = Count;
        AddRange(new NumberRange(number, number + 1));
        return Count > before;
    }

    /// <summary>Adds every number of the range, those that are there already included; nothing where it is empty.</summary>
    public void AddRange(NumberRange range)
    {
        if (range.Count <= 0)
            return;
        var (start, end) = (range.Start, range.End);
        while (LastRangeStartingBy(end) is { } near && near.End >= start)
        {
            if (near.Start <= start && near.End >= end)
                return;
            start = Math.Min(start, near.Start);
            end = Math.Max(end, near.End);
            Drop(near);
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
        while (LastRangeStartingBy(range.End - 1) is { } held && held.End > range.Start)
        {
            Drop(held);
            Keep(held.Start, Math.Min(held.End, range.Start));
            Keep(Math.Max(held.Start, range.End), held.End);
        }
    }

    public bool Contains(long number) => LastRangeStartingBy(number) is { } range && number < range.End;

    /// <summary>The smallest number from <paramref name="from"/> on that is not in the set.</summary>
    public long FirstMissing(long from = 0) => LastRangeStartingBy(from) is { } range && from < range.End ? range.End : from;

    /// <summary>What is in both of two ascending lists of ranges, ascending.</summary>
    public static IEnumerable<NumberRange> Common(IEnumerable<NumberRange> left, IEnumerable<NumberRange> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        using var a = left.GetEnumerator();
        using var b = right.GetEnumerator();
        for (var isMore = a.MoveNext() && b.MoveNext(); isMore; isMore = (a.Current.End < b.Current.End ? a : b).MoveNext())
        {
            var both = new NumberRange(Math.Max(a.Current.Start, b.Current.Start), Math.Min(a.Current.End, b.Current.End));
            if (both.Count > 0)
                yield return both;
        }
    }

    private NumberRange? LastRangeStartingBy(long number)
    {
        if (_ranges.Count == 0 || _ranges.Min.Start > number)
            return null;
        return _ranges.Max.Start <= number ? _ranges.Max : _ranges.GetViewBetween(_ranges.Min, new NumberRange(number, number)).Max;
    }

    private void Keep(long start, long end)
    {
        if (start < end && _ranges.Add(new NumberRange(start, end)))
            Count += end - start;
    }

    private void Drop(NumberRange range)
    {
        _ranges.Remove(range);
        Count -= range.Count;
    }
}
