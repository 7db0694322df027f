using Sweep.Benchmarks.Load;

namespace Sweep.Benchmarks.Pages;

/// <summary>How long a page took, whenever it was opened.</summary>
/// <param name="Page">The page.</param>
/// <param name="Start">The same of next to nothing, as the first that servers that have just started were asked for, each with a browser of its own.</param>
/// <param name="First">The page, then.</param>
/// <param name="Again">In the last of these.</param>
internal sealed record PageFigures(VisitedPage Page, IReadOnlyList<PageVisit> Start, IReadOnlyList<PageVisit> First, IReadOnlyList<PageVisit> Again)
{
    /// <summary>Milliseconds within which a page shows its content.</summary>
    public const double ContentLimit = 1000;

    /// <summary>Milliseconds within which 19 of 20 calls are answered.</summary>
    public const double CallLimit = 200;

    public double FirstContent => Spread.Of(First.Select(visit => visit.Content)).Median;

    public double AgainContent => Quantile(Again.Select(visit => visit.Content), 0.95);

    /// <summary>What it asked for, by name: files in a browser that has none yet, and what it asks again for itself.</summary>
    public IEnumerable<PageCall> Calls => Start.SelectMany(visit => visit.Calls.Where(call => !call.IsAgain))
        .Concat(First.Concat(Again).SelectMany(visit => visit.Calls.Where(call => call.IsAgain)));

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
