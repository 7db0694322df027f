namespace Sweep.Core.Scheduling;

/// <summary>Numbers put into ranges one by one, and taken out of them again.</summary>
public static class NumberRanges
{
    /// <summary>The numbers of all ranges, in their order.</summary>
    public static IEnumerable<long> All(this IReadOnlyList<NumberRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        for (var k = 0; k < ranges.Count; k++)
        {
            for (var number = ranges[k].Start; number < ranges[k].End; number++)
                yield return number;
        }
    }

    /// <summary>Adds a number: to the last range where it goes on there, as a range of its own where not.</summary>
    public static void AddNumber(this List<NumberRange> ranges, long number)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        if (ranges.Count > 0 && ranges[^1].End == number)
            ranges[^1] = ranges[^1] with { End = number + 1 };
        else
            ranges.Add(new NumberRange(number, number + 1));
    }
}
