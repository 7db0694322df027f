namespace Sweep.Core.Analysis;

/// <summary>
/// The volume of what is at least as bad as some point and at least as good as a reference point: it grows with every point that none dominates. Of two values
/// by sorting, of more by the exclusive volume of each point. L. While, L. Bradstreet, L. Barone: A fast way of calculating exact hypervolumes (2012), called
/// WFG.
/// </summary>
public static class Hypervolume
{
    /// <param name="points">Values of which less is better, in any order; those that are not better than the reference in everything add nothing.</param>
    /// <param name="reference">As many values, finite.</param>
    /// <exception cref="ArgumentException">A point has another number of values, or the reference is not finite.</exception>
    public static double Of(IReadOnlyList<double[]> points, double[] reference)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(reference);
        if (!Array.TrueForAll(reference, double.IsFinite))
            throw new ArgumentException("A reference point is finite.", nameof(reference));
        if (points.FirstOrDefault(point => point.Length != reference.Length) is { } other)
            throw new ArgumentException($"A point of {other.Length} values has no place before a reference point of {reference.Length}.", nameof(points));
        double[][] better = [.. points.Where(point => point.Zip(reference).All(pair => pair.First < pair.Second))];
        return reference.Length switch
        {
            0 => 0,
            1 => better.Length == 0 ? 0 : reference[0] - better.Min(point => point[0]),
            _ => OfFront(FrontOf(better), reference),
        };
    }

    /// <param name="front">None dominates another, none twice, in order of the first value.</param>
    private static double OfFront(double[][] front, double[] reference)
    {
        var sum = 0.0;
        for (var k = 0; k < front.Length; k++)
            sum += reference.Length == 2 ? Strip(front, k, reference) : Exclusive(front, k, reference);
        return sum;
    }

    private static double Strip(double[][] front, int k, double[] reference) =>
        (reference[0] - front[k][0]) * ((k == 0 ? reference[1] : front[k - 1][1]) - front[k][1]);

    /// <summary>What the point alone has, and none of those after it.</summary>
    private static double Exclusive(double[][] front, int k, double[] reference)
    {
        var point = front[k];
        var volume = 1.0;
        for (var axis = 0; axis < reference.Length; axis++)
            volume *= reference[axis] - point[axis];
        if (k == front.Length - 1)
            return volume;

        // Those after it, moved into its box: their first value is no less than its own already.
        var limited = new double[front.Length - k - 1][];
        for (var other = k + 1; other < front.Length; other++)
            limited[other - k - 1] = [.. front[other].Zip(point, Math.Max)];
        return volume - OfFront(FrontOf(limited), reference);
    }

    private static double[][] FrontOf(double[][] points)
    {
        var places = ParetoFront.Of(points);
        var front = places.Select(place => points[place]).ToArray();
        Array.Sort(front, ParetoFront.Compare);
        List<double[]> distinct = [];
        foreach (var point in front)
        {
            if (distinct.Count == 0 || ParetoFront.Compare(distinct[^1], point) != 0)
                distinct.Add(point);
        }

        return [.. distinct];
    }
}
