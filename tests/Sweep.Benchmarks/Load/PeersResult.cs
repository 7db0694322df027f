namespace Sweep.Benchmarks.Load;

/// <summary>All that a run measured.</summary>
/// <param name="Million">Null where left out.</param>
/// <param name="PeerVersions">Programs and versions of the peers.</param>
/// <param name="ServerVersion">PostgreSQL's.</param>
internal sealed record PeersResult(
    Workload Workload, IReadOnlyList<Round> Rounds, SweepFigures? Million, IReadOnlyList<string> PeerVersions, string ServerVersion)
{
    /// <summary>The median over the rounds.</summary>
    public double Median(Func<Round, double> figure) => Medians.Of(Rounds.Select(figure));

    /// <summary>Durable curve points a second of one round of Sweep's.</summary>
    public static double PointsPerSecond(SweepFigures figures) => figures.TrialsPerSecond * Workload.CurveIterations;

    /// <summary>The promised figures that this run can tell; a ratio is the median of the rounds' ratios.</summary>
    public IReadOnlyList<Bar> Bars()
    {
        var bars = new List<Bar>
        {
            new("durable tiny trials a second, against Optuna's empty trials", Median(r => r.Tiny.TrialsPerSecond / r.OptunaEmpty.TrialsPerSecond), 60, true, "{0:F0}×"),
            new("durable curve points a second, against Optuna's reported points", Median(r => PointsPerSecond(r.Curves) / r.OptunaCurves.PointsPerSecond), 1000, true, "{0:N0}×"),
            new("wall × cores / pure training, every iteration stored", Median(r => r.Curves.Overhead), 1.40, false, "{0:F2}"),
            new("wall × cores / pure training, every tenth iteration stored", Median(r => r.Tenth.Overhead), 1.12, false, "{0:F2}"),
        };
        if (Rounds.All(r => r.Growth is not null))
            bars.Add(new Bar("cost a trial at 100,000 trials, against 1,000", Median(r => r.Growth!.Ratio), 1.1, false, "{0:F2}×"));
        if (Million is { } million)
            bars.Add(MemoryBar(million));
        return bars;
    }

    /// <summary>The promise about memory.</summary>
    public static Bar MemoryBar(SweepFigures million) => new($"peak memory of a sweep of {million.Trials:N0} tiny trials", million.PeakBytes / 1e6, 1000, false, "{0:N0} MB");
}
