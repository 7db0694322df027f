namespace Sweep.Core.Scheduling;

/// <summary>A range of trial numbers, <paramref name="End"/> excluded.</summary>
public readonly record struct NumberRange(long Start, long End)
{
    public long Count => End - Start;

    /// <summary>What of it is planned, where numbers from 0 to below <paramref name="planned"/> are; it may be empty.</summary>
    public NumberRange Within(long planned)
    {
        var start = Math.Clamp(Start, 0, planned);
        return new NumberRange(start, Math.Clamp(End, start, planned));
    }

    /// <summary>The ranges that hold these numbers, in their order.</summary>
    public static IReadOnlyList<NumberRange> Join(IEnumerable<long> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var ranges = new List<NumberRange>();
        foreach (var number in numbers)
            ranges.AddNumber(number);
        return ranges;
    }

    /// <summary>The numbers, ascending.</summary>
    public IEnumerable<long> Numbers()
    {
        for (var number = Start; number < End; number++)
            yield return number;
    }
}
