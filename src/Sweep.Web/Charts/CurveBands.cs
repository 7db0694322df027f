using System.Runtime.InteropServices;
using Sweep.Core.Analysis;
using Sweep.Service.Results;

namespace Sweep.Web.Charts;

/// <summary>Makes one line with a band of the curves of several replicates.</summary>
public static class CurveBands
{
    private const int MostPoints = 160;

    /// <param name="label">What the replicates have in common.</param>
    /// <param name="curves">One metric of each.</param>
    public static CurveBand Of(string label, IReadOnlyCollection<ThinnedCurve> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        var runs = curves.Where(curve => curve.Steps.Count > 0).ToArray();
        if (runs.Length == 0)
            return new(label, 0, []);
        List<CurveBandPoint> points = [];
        var there = new List<double>(runs.Length);
        foreach (var step in Grid(runs.Min(run => run.Steps[0]), runs.Max(run => run.Steps[^1])))
        {
            there.Clear();
            foreach (var run in runs)
            {
                if (At(run, step) is { } value)
                    there.Add(value);
            }

            if (there.Count == 0 || 2 * there.Count < runs.Length)
                continue;
            there.Sort();
            var ascending = CollectionsMarshal.AsSpan(there);
            points.Add(new(step, Quantiles.Of(ascending, 0.1), Quantiles.Of(ascending, 0.5), Quantiles.Of(ascending, 0.9)));
        }

        return new(label, runs.Length, points);
    }

    /// <summary>Steps evenly spread over a logarithmic axis, first and last among them.</summary>
    private static SortedSet<int> Grid(int first, int last)
    {
        SortedSet<int> grid = [first, last];
        var from = Math.Max(1, first);
        for (var k = 0; k < MostPoints; k++)
        {
            var step = (int)Math.Round(from * Math.Pow((double)Math.Max(from, last) / from, (double)k / (MostPoints - 1)));
            if (step > first && step < last)
                grid.Add(step);
        }

        return grid;
    }

    /// <summary>The value at a step, on the straight line between recorded ones; null beyond them, and where it is no finite number.</summary>
    private static double? At(ThinnedCurve run, int step)
    {
        if (step < run.Steps[0] || step > run.Steps[^1])
            return null;
        var (low, high) = (0, run.Steps.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (run.Steps[middle] < step)
                low = middle + 1;
            else
                high = middle;
        }

        var value = run.Values[low];
        if (run.Steps[low] != step)
        {
            var share = (double)(step - run.Steps[low - 1]) / (run.Steps[low] - run.Steps[low - 1]);
            value = run.Values[low - 1] + (value - run.Values[low - 1]) * share;
        }

        return double.IsFinite(value) ? value : null;
    }
}
