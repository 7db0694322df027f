using Sweep.Core.Arithmetic;

namespace Sweep.Core.Samplers.Adaptive.Nsga;

/// <summary>Non-dominated sorting and crowding (Deb, Pratap, Agarwal and Meyarivan, "A fast and elitist multiobjective genetic algorithm: NSGA-II", 2002); all objectives are minimised.</summary>
internal static class ParetoRanks
{
    /// <inheritdoc cref="Dominance.Of"/>
    public static bool Dominates(SearchResult one, SearchResult other) => Dominance.Of(one.Objectives.AsSpan(), other.Objectives.AsSpan());

    /// <summary>The best of the points, front by front; of the front that has no room as a whole, those that others crowd least, ties by number.</summary>
    public static SearchResult[] Best(IEnumerable<SearchResult> points, int count)
    {
        var rest = points.OrderBy(point => point.Point).ToList();
        var chosen = new List<SearchResult>(count);
        while (rest.Count > 0 && chosen.Count < count)
        {
            var front = rest.Where(point => !rest.Exists(other => Dominates(other, point))).ToArray();
            var room = count - chosen.Count;
            if (front.Length > room)
            {
                var distances = Crowding(front);
                front = [.. Enumerable.Range(0, front.Length).OrderByDescending(k => distances[k]).ThenBy(k => front[k].Point)
                    .Take(room).Select(k => front[k])];
            }

            chosen.AddRange(front);
            rest = [.. rest.Except(front)];
        }

        return [.. chosen.OrderBy(point => point.Point)];
    }

    /// <summary>How far apart the neighbours of each point are, summed over the objectives as shares of their spread; infinite at the ends.</summary>
    internal static double[] Crowding(SearchResult[] front)
    {
        var distances = new double[front.Length];
        for (var objective = 0; objective < front[0].Objectives.Length; objective++)
        {
            double At(int k) => front[k].Objectives[objective];
            int[] order = [.. Enumerable.Range(0, front.Length).OrderBy(At).ThenBy(k => front[k].Point)];
            var spread = At(order[^1]) - At(order[0]);
            if (spread == 0)
                continue;
            for (var rank = 0; rank < order.Length; rank++)
            {
                distances[order[rank]] += rank == 0 || rank == order.Length - 1
                    ? double.PositiveInfinity
                    : (At(order[rank + 1]) - At(order[rank - 1])) / spread;
            }
        }

        return distances;
    }
}
