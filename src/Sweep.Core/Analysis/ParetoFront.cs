using Sweep.Core.Arithmetic;

namespace Sweep.Core.Analysis;

/// <summary>
/// The points that no other is better than: at least as good in everything, and better in something. V. Pareto: Manuale di economia politica (1906).
/// </summary>
public static class ParetoFront
{
    /// <summary>Each point is compared with so many before all are sorted.</summary>
    private const int MostGood = 16;

    /// <summary>The places of the points that none dominates, ascending; of equal points all.</summary>
    /// <param name="points">
    /// Each with the same number of values, of which less is better; a point with a value that is no number, or infinite, is never among them.
    /// </param>
    public static IReadOnlyList<int> Of(IReadOnlyList<double[]> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        int[] order = [.. Candidates(points)];

        // In this order no point is dominated by a later one.
        Array.Sort(order, (one, other) => Compare(points[one], points[other]));
        List<int> front = [];
        if (order.Length > 0 && points[order[0]].Length == 2)
            KeepOfTwo(points, order, front);
        else
            KeepOfMany(points, order, front);
        front.Sort();
        return front;
    }

    /// <summary>All but those that a few good points dominate, which are most of many points: what is left is soon sorted.</summary>
    private static List<int> Candidates(IReadOnlyList<double[]> points)
    {
        List<int> left = [];
        List<double[]> good = [];
        for (var place = 0; place < points.Count; place++)
        {
            var point = points[place];
            if (!Array.TrueForAll(point, double.IsFinite) || good.Exists(other => Dominance.Of(other, point)))
                continue;
            left.Add(place);
            good.RemoveAll(other => Dominance.Of(point, other));
            if (good.Count < MostGood)
                good.Add(point);
        }

        return left;
    }

    /// <summary>By the first values in which two points differ.</summary>
    internal static int Compare(double[] one, double[] other)
    {
        for (var k = 0; k < one.Length; k++)
        {
            var order = one[k].CompareTo(other[k]);
            if (order != 0)
                return order;
        }

        return 0;
    }

    private static void KeepOfTwo(IReadOnlyList<double[]> points, int[] order, List<int> front)
    {
        double[]? last = null;
        foreach (var place in order)
        {
            var point = points[place];
            if (last is not null && !(point[1] < last[1]) && !point.AsSpan().SequenceEqual(last))
                continue;
            front.Add(place);
            last = point;
        }
    }

    private static void KeepOfMany(IReadOnlyList<double[]> points, int[] order, List<int> front)
    {
        foreach (var place in order)
        {
            if (!front.Exists(other => Dominance.Of(points[other], points[place])))
                front.Add(place);
        }
    }
}
