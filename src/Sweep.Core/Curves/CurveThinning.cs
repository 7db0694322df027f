using System.Numerics;

namespace Sweep.Core.Curves;

/// <summary>Chooses few points of a curve that draw like all of them: in each of equal stretches the least and the greatest stay.</summary>
public static class CurveThinning
{
    /// <summary>
    /// The places that stay, ascending: the first and the last, and from 4 on those of the least and the greatest finite values of each stretch, so of the
    /// whole curve too. A stretch without a finite value keeps its first place, so that the gap is seen.
    /// </summary>
    /// <param name="values">May be no finite numbers.</param>
    /// <param name="most">At most so many, at least 2; all places where there are no more.</param>
    public static int[] Places<T>(ReadOnlySpan<T> values, int most)
        where T : struct, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        if (values.Length <= most)
            return [.. Enumerable.Range(0, values.Length)];
        var (between, stretches) = (values.Length - 2, (most - 2) / 2);
        var places = new List<int>(most) { 0 };
        for (var k = 0; k < stretches; k++)
        {
            var start = 1 + (int)((long)k * between / stretches);
            var end = 1 + (int)((long)(k + 1) * between / stretches);
            var (least, greatest) = Extremes(values, start, end);
            places.Add(Math.Min(least, greatest));
            if (least != greatest)
                places.Add(Math.Max(least, greatest));
        }

        places.Add(values.Length - 1);
        return [.. places];
    }

    /// <summary>Of equal values the first.</summary>
    private static (int Least, int Greatest) Extremes<T>(ReadOnlySpan<T> values, int start, int end)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (least, greatest) = (-1, -1);
        for (var k = start; k < end; k++)
        {
            if (!T.IsFinite(values[k]))
                continue;
            if (least < 0 || values[k] < values[least])
                least = k;
            if (greatest < 0 || values[k] > values[greatest])
                greatest = k;
        }

        return least < 0 ? (start, start) : (least, greatest);
    }
}
