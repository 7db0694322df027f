namespace Sweep.Benchmarks.Load;

/// <summary>One interleaved round: everybody once, one after the other. A peer's figures are null where it cannot be had.</summary>
/// <param name="Curves">Sweep, every iteration stored.</param>
/// <param name="FewSamples">Sweep, every iteration stored of trials with fewer samples.</param>
/// <param name="OptunaCurves">Optuna, every loss reported.</param>
/// <param name="NumPy">The process pool, curves by COPY.</param>
/// <param name="Tenth">Sweep, the same trials, every tenth iteration stored.</param>
/// <param name="Tiny">Sweep, tiny trials.</param>
/// <param name="OptunaEmpty">Optuna, empty trials.</param>
/// <param name="Growth">What a trial costs as a sweep grows; null where left out.</param>
internal sealed record Round(
    SweepFigures Curves,
    SweepFigures FewSamples,
    PeerFigures? OptunaCurves,
    PeerFigures? NumPy,
    SweepFigures Tenth,
    SweepFigures Tiny,
    PeerFigures? OptunaEmpty,
    GrowthFigures? Growth)
{
    /// <summary>Curve points a second of Sweep.</summary>
    public double PointsPerSecond => Curves.TrialsPerSecond * Workload.CurveIterations;

    /// <summary>Where trials have few samples.</summary>
    public double FewSamplesPointsPerSecond => FewSamples.TrialsPerSecond * Workload.CurveIterations;

    /// <summary>What <see cref="PointsPerSecond"/> would be if nothing but training took time.</summary>
    public double TrainedPointsPerSecond => PointsPerSecond * Curves.Overhead;

    /// <summary>The same with the start of the process counted in.</summary>
    public double PointsPerSecondFromStart =>
        Curves.Trials * (double)Workload.CurveIterations / (Curves.StartupSeconds + Curves.WallSeconds);
}
