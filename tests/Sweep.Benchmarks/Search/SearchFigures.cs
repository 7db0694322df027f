using System.Globalization;

namespace Sweep.Benchmarks.Search;

/// <summary>What one sampler reached on one function, a seed: the regret, best value less optimum, after so many points.</summary>
internal sealed record SearchFigures(string Function, string Sampler, IReadOnlyList<double[]> Regrets, double MillisecondsAPoint)
{
    public static readonly int[] After = [50, 100, 200];

    /// <summary>The median over the seeds.</summary>
    public double Median(int at)
    {
        double[] sorted = [.. Regrets.Select(regrets => regrets[at]).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>What Peers/search.py wrote, with the line that says the versions; none where it did not run.</summary>
    public static (string Versions, SearchFigures[] Figures) OfOptuna(string file)
    {
        string[] lines = File.Exists(file) ? File.ReadAllLines(file) : [];
        var rows = lines.Skip(2).Select(line => line.Split(',')).GroupBy(cells => (Function: cells[0], Sampler: cells[1]));
        return (lines.Length > 0 ? lines[0].TrimStart('#', ' ') : "", [.. rows.Select(group => new SearchFigures(
            group.Key.Function,
            group.Key.Sampler,
            [.. group.Select(cells => cells[3..6].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())],
            group.Select(cells => double.Parse(cells[6], CultureInfo.InvariantCulture)).Order().ElementAt(group.Count() / 2)))]);
    }
}
