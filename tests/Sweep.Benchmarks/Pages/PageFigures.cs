using Sweep.Benchmarks.Load;

namespace Sweep.Benchmarks.Pages;

/// <summary>A page, opened as the first of servers that have just started, and again.</summary>
/// <param name="Page">The page.</param>
/// <param name="First">Each of a server and a browser of its own.</param>
/// <param name="Again">In the last of these.</param>
internal sealed record PageFigures(VisitedPage Page, IReadOnlyList<PageVisit> First, IReadOnlyList<PageVisit> Again)
{
    /// <summary>Milliseconds within which a page shows its content.</summary>
    public const double ContentLimit = 1000;

    /// <summary>Milliseconds within which 19 of 20 calls are answered.</summary>
    public const double CallLimit = 200;

    public double FirstContent => Spread.Of(First.Select(visit => visit.Content)).Median;

    public double AgainContent => Quantile(Again.Select(visit => visit.Content), 0.95);

    /// <summary>What it asked for, by name; of files those that the browser does not have yet.</summary>
    public ILookup<string, double> Calls =>
        First.SelectMany(visit => visit.Calls).Concat(Again.SelectMany(visit => visit.Calls).Where(call => call.Name.Contains(',', StringComparison.Ordinal)))
            .ToLookup(call => call.Name, call => call.Milliseconds);

    public bool IsMet => FirstContent <= ContentLimit && AgainContent <= ContentLimit;

    public static double Of(IEnumerable<PageVisit> visits, Func<PageVisit, double?> value)
    {
        double[] found = [.. visits.Select(value).OfType<double>()];
        return found.Length == 0 ? double.NaN : Spread.Of(found).Median;
    }

    /// <summary>The least value that so great a share does not exceed.</summary>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }
}
