using System.Globalization;

namespace Sweep.Benchmarks.Load;

/// <summary>The figures as Markdown tables that read well as plain text too.</summary>
internal static class PeersTable
{
    private const string None = "–";

    /// <summary>The promises and what became of them.</summary>
    public static IEnumerable<string> Bars(PeersResult result) =>
    [
        "| figure | bar | measured | |",
        "|---|---:|---:|---|",
        .. result.Bars().Select(bar => $"| {bar.Figure} | {bar.LimitText} | {bar.MeasuredText} | {(bar.IsMet ? bar.Verdict : $"**{bar.Verdict}**")} |"),
    ];

    /// <summary>The three side by side.</summary>
    public static IEnumerable<string> SideBySide(PeersResult result) =>
    [
        "| | Sweep | Optuna, 2 workers | NumPy pool |",
        "|---|---:|---:|---:|",
        Row("trials a second, tiny or empty", "N0", result, r => r.Tiny.TrialsPerSecond, r => r.OptunaEmpty?.TrialsPerSecond),
        Row($"curve points a second, every iteration stored, {Workload.FewSamples} samples", "N0", result, r => r.FewSamplesPointsPerSecond, r => r.OptunaCurves?.PointsPerSecond),
        Row("as many times Optuna's", "N0", result, r => r.FewSamplesPointsPerSecond / r.OptunaCurves?.PointsPerSecond),
        Row($"curve points a second, every iteration stored, {Workload.CurveSamples} samples", "N0", result, r => r.PointsPerSecond, r => r.OptunaCurves?.PointsPerSecond, r => r.NumPy?.PointsPerSecond),
        Row("as many times Optuna's", "N0", result, r => r.PointsPerSecond / r.OptunaCurves?.PointsPerSecond),
        Row("points a second, if nothing but training took time", "N0", result, r => r.TrainedPointsPerSecond),
        Row("points a second, start of the process counted in", "N0", result, r => r.PointsPerSecondFromStart),
        Row("wall × cores / training, every iteration stored", "F2", result, r => r.Curves.Overhead, null, r => r.NumPy?.Overhead),
        Row("wall × cores / training, every tenth stored", "F2", result, r => r.Tenth.Overhead),
        Row("training, ns a sample and iteration", "F2", result, r => r.Curves.TrainSeconds / r.Curves.Trials / OneTrial, null, r => r.NumPy?.TrainSeconds / r.NumPy?.Trials / OneTrial),
        Row("start of the process until the spec is accepted, s", "F2", result, r => r.Curves.StartupSeconds),
    ];

    /// <summary>What a trial costs as sweeps grow; nothing where that was left out.</summary>
    public static IEnumerable<string> Growth(PeersResult result)
    {
        if (result.Workload.GrowthTrials is 0)
            return [];
        var trials = result.Workload.GrowthTrials.ToString("N0", CultureInfo.InvariantCulture);
        return
        [
            "| tiny trials | µs a trial |",
            "|---|---:|",
            Growth("within the sweep of " + trials + ": from 1,000 to 21,000 committed", result, g => g.First * 1e6, "F0"),
            Growth("from 20,000 to 40,000", result, g => g.Warm * 1e6, "F0"),
            Growth("the last 20,000", result, g => g.Last * 1e6, "F0"),
            Growth("sweep of " + trials + ", as a whole", result, g => g.Whole * 1e6, "F0"),
            Growth("sweep of 1,000, as a whole", result, g => g.Thousand * 1e6, "F0"),
            Growth("ratio within the sweep: the last to the cheaper beginning", result, g => g.WithinSweep, "F2"),
            Growth("ratio of the sweeps as wholes", result, g => g.BetweenSweeps, "F2"),
        ];
    }

    /// <summary>Every round's own figures.</summary>
    public static IEnumerable<string> Rounds(PeersResult result) =>
    [
        "| round | curves, s | training, s | few samples, s | every tenth, s | training, s | tiny, trials/s | Optuna, trials/s | Optuna, points/s | NumPy, points/s |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
        .. result.Rounds.Select((r, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"| {i + 1} | {r.Curves.WallSeconds:F2} | {r.Curves.TrainSeconds:F2} | {r.FewSamples.WallSeconds:F2} | {r.Tenth.WallSeconds:F2} | {r.Tenth.TrainSeconds:F2} | {r.Tiny.TrialsPerSecond:N0} | {r.OptunaEmpty?.TrialsPerSecond:N1} | {r.OptunaCurves?.PointsPerSecond:N0} | {r.NumPy?.PointsPerSecond:N0} |")),
    ];

    /// <summary>Nanoseconds a second, by samples and iterations of a trial.</summary>
    private const double OneTrial = (double)Workload.CurveIterations * Workload.CurveSamples / 1e9;

    private static string Row(string what, string format, PeersResult result, params Func<Round, double?>?[] figures)
    {
        var cells = Enumerable.Range(0, 3).Select(k => k < figures.Length && figures[k] is { } figure ? result.Of(figure)?.Text(format) ?? None : None);
        return $"| {what} | {string.Join(" | ", cells)} |";
    }

    private static string Growth(string what, PeersResult result, Func<GrowthFigures, double> figure, string format) =>
        $"| {what} | {result.Of(r => r.Growth is { } growth ? figure(growth) : null)?.Text(format) ?? None} |";
}
