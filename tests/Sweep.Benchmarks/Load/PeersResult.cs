namespace Sweep.Benchmarks.Load;

/// <summary>All that a run measured.</summary>
/// <param name="Million">Null where left out.</param>
/// <param name="PeerVersions">Programs and versions of the peers.</param>
/// <param name="Troubles">Why a peer has no figures, of each that has none.</param>
/// <param name="ServerVersion">PostgreSQL's.</param>
internal sealed record PeersResult(
    Workload Workload,
    IReadOnlyList<Round> Rounds,
    SweepFigures? Million,
    IReadOnlyList<string> PeerVersions,
    IReadOnlyList<string> Troubles,
    string ServerVersion)
{
    /// <summary>A figure over the rounds; null unless all of them have it.</summary>
    public Spread? Of(Func<Round, double?> figure)
    {
        var values = Rounds.Select(figure).OfType<double>().ToArray();
        return values.Length == Rounds.Count ? Spread.Of(values) : null;
    }

    /// <summary>The promised figures; a ratio is of figures of the same round.</summary>
    public IReadOnlyList<Bar> Bars()
    {
        var bars = new List<Bar>
        {
            new("durable tiny trials a second, against Optuna's empty trials", Of(r => r.Tiny.TrialsPerSecond / r.OptunaEmpty?.TrialsPerSecond), 60, true, "N0", "×"),
            new(
                $"durable curve points a second, against Optuna's reported points; trials of {Workload.FewSamples} samples",
                Of(r => r.FewSamplesPointsPerSecond / r.OptunaCurves?.PointsPerSecond), 1000, true, "N0", "×"),
            new("wall × cores / pure training, every iteration stored", Of(r => r.Curves.Overhead), 1.40, false, "F2", ""),
            new("wall × cores / pure training, every tenth iteration stored", Of(r => r.Tenth.Overhead), 1.12, false, "F2", ""),
        };
        if (Workload.GrowthTrials != 0)
            bars.Add(new Bar($"cost a trial at {Workload.GrowthTrials:N0} trials, against 1,000", Of(r => r.Growth?.Ratio), 1.1, false, "F2", "×"));
        if (Million is { } million)
            bars.Add(MemoryBar(million));
        return bars;
    }

    /// <summary>The promise about memory.</summary>
    public static Bar MemoryBar(SweepFigures million) =>
        new($"peak memory of a sweep of {million.Trials:N0} tiny trials", Spread.Of([million.PeakBytes / 1e6]), 1000, false, "N0", " MB");
}
