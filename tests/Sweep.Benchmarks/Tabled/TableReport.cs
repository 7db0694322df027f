using System.Globalization;
using Sweep.Benchmarks.Load;
using Sweep.Core.Pruners;

namespace Sweep.Benchmarks.Tabled;

/// <summary>The words about searches over the table.</summary>
internal static class TableReport
{
    /// <summary>Beside the page.</summary>
    public const string Picture = "images/table-search.svg";

    public static IReadOnlyList<string> Head { get; } =
    [
        "| patterns | search | iterations, % of the grid's | best loss, % above the grid's | iterations to the target, % of the grid's | met by | workers at work |",
        "|---|---|---:|---:|---:|---:|---:|",
    ];

    public static string Row(TableFigures figures)
    {
        string Of(Func<SearchCourse, double> value, string format) => figures.Courses.Length == 1
            ? value(figures.Courses[0]).ToString(format, CultureInfo.InvariantCulture)
            : Spread.Of(figures.Courses.Select(value)).Text(format);
        double[] met = [.. figures.Courses.Where(course => course.ToTarget is not null).Select(course => course.ToTarget!.Value / figures.Iterations * 100)];
        var target = met.Length == 0 ? "–" : Spread.Of(met).Median.ToString("F1", CultureInfo.InvariantCulture);

        // What is as good as the best to nine digits is as good.
        return $"| {figures.Patterns} | {figures.Search} | {Of(course => figures.ShareOf(course) * 100, "F1")} | "
            + $"{Of(course => Math.Max(0, figures.RegretOf(course) * 100), "F1")} | {target} | {met.Length} of {figures.Courses.Length} | {Of(course => course.Busy, "F2")} |";
    }

    public static IEnumerable<string> Section(PrunerSpec asha, double target, int seeds, string peer, IEnumerable<string> lines) =>
    [
        "Written by `dotnet run -c Release --project tests/Sweep.Benchmarks -- table-search --output docs/benchmarks.md`, apart from the rest of this page, from the file",
        $"that `-- table` makes in two minutes: {CurveTable.Curves:N0} curves of the perceptron, {CurveTable.Patterns.Length} patterns × 40 learning rates × 5 numbers of samples × "
            + $"4 of hidden units × {CurveTable.Replicates} replicates, {CurveTable.Steps:N0} iterations each. Searches look",
        "them up, on eight workers whose clock is virtual, with the samplers and the judge of sweeps: the figures are the same on every machine. A point is judged by the mean of its",
        string.Create(
            CultureInfo.InvariantCulture,
            $"replicates. ASHA: rungs at {string.Join(", ", new RungLadder(asha, CurveTable.Steps).Rungs)}, factor {asha.Factor}, cohorts of {asha.Cohort}. The target is a loss {target * 100:F0} % above the grid's best."),
        $"Median (least–greatest) of {seeds} seeds where there are any.",
        .. peer.Length == 0 ? Array.Empty<string>() :
        [
            $"Beside it {peer}, as [`table_search.py`](../tests/Sweep.Benchmarks/Peers/table_search.py) wrote it into [`table-optuna.csv`](../tests/Sweep.Benchmarks/Peers/table-optuna.csv) with five seeds: its TPE with",
            "`constant_liar`, and its successive halving (ASHA) with the same rungs and factor; its workers train the replicates of a point together.",
        ],
        "",
        $"![Best loss against iterations trained, over the whole table]({Picture})",
        "",
        "Medians over the seeds, all patterns; dashed is Optuna.",
        "",
        .. lines,
        "",
        "The bar is for the whole table. Where each pattern is searched by itself, fewer points share a rung: the best point of a grid stands alone (the next is 23, 23, 11 and 4 % above it with the first four), and of 800 it is the 184th, 163rd,",
        "32nd and 29th after 60 iterations, so that those of the first two are easily lost. No other `min` (40 to 120), `factor` (2 to 9) or `cohort` (27 to 200) finds it there for 6 % of the iterations. In the grid's own order, learning rates",
        "ascending, each cohort is better than those before, so that a third of the grid is trained; shuffle what is pruned, or use `sampler: random`.",
    ];
}
