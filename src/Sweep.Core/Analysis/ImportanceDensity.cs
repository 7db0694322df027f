using Sweep.Core.Arithmetic;

namespace Sweep.Core.Analysis;

/// <summary>
/// Densities over cells as Optuna 5 estimates them for PED-ANOVA: a mixture of a kernel a cell that has values, weighed by how many, and one over all cells
/// that weighs as much as one value. Kernels of numbers are normal, cut at the ends of the domain, their width by D. W. Scott's rule (Multivariate Density
/// Estimation, 1992); those of choices are on their own cell, and a little on all.
/// </summary>
internal static class ImportanceDensity
{
    /// <summary>Keeps quotients of densities finite.</summary>
    private const double Floor = 1e-12;

    private const double PriorWeight = 1;

    /// <summary>The width in which 90 % of a kernel are on its own cell.</summary>
    private const double LeastWidth = 0.5 / 1.64;

    /// <param name="counts">Values by cell, at least one in all.</param>
    /// <param name="isOrdered">True of numbers.</param>
    public static double[] Of(int[] counts, bool isOrdered)
    {
        int[] cells = [.. Enumerable.Range(0, counts.Length).Where(cell => counts[cell] > 0)];
        var values = counts.Sum(count => (long)count);
        var density = isOrdered ? OfNumbers(counts, cells, values) : OfChoices(counts, cells, values);
        for (var cell = 0; cell < density.Length; cell++)
            density[cell] = density[cell] / (values + PriorWeight) + Floor;
        return density;
    }

    private static double[] OfChoices(int[] counts, int[] cells, long values)
    {
        var little = PriorWeight / (cells.Length + 1);
        var whole = 1 + counts.Length * little;
        var density = new double[counts.Length];
        Array.Fill(density, values * little / whole + PriorWeight / counts.Length);
        foreach (var cell in cells)
            density[cell] += counts[cell] / whole;
        return density;
    }

    private static double[] OfNumbers(int[] counts, int[] cells, long values)
    {
        var density = new double[counts.Length];
        var width = Math.Max(WidthOf(counts, cells, values), LeastWidth);
        foreach (var cell in cells)
            AddKernel(density, counts[cell], cell, width);
        AddKernel(density, PriorWeight, (counts.Length - 1) / 2.0, counts.Length);
        return density;
    }

    private static double WidthOf(int[] counts, int[] cells, long values)
    {
        var mean = cells.Sum(cell => (double)counts[cell] * cell) / values;
        var deviation = Math.Sqrt(cells.Sum(cell => counts[cell] * ((cell - mean) * (cell - mean))) / Math.Max(1, values - 1));
        var first = FirstWhere(counts, cells, sum => sum >= values / 4);
        var third = FirstWhere(counts, cells, sum => sum > values * 3 / 4);
        return 1.059 * Math.Min((third - first) / 1.34, deviation) * DeterministicMath.Exp(-0.2 * DeterministicMath.Log(values));
    }

    private static int FirstWhere(int[] counts, int[] cells, Func<long, bool> isEnough)
    {
        var sum = 0L;
        foreach (var cell in cells)
        {
            if (isEnough(sum += counts[cell]))
                return cell;
        }

        return cells[^1];
    }

    private static void AddKernel(double[] density, double weight, double middle, double width)
    {
        var whole = Probabilities.NormalBetween((-0.5 - middle) / width, (density.Length - 0.5 - middle) / width);
        for (var cell = 0; cell < density.Length; cell++)
            density[cell] += weight * Probabilities.NormalBetween((cell - 0.5 - middle) / width, (cell + 0.5 - middle) / width) / whole;
    }
}
