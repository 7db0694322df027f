using Sweep.Benchmarks.Load;

namespace Sweep.Benchmarks.Pruning;

/// <summary>One run of a sweep.</summary>
/// <param name="Run">What the program told of itself.</param>
/// <param name="Iterations">All that were trained.</param>
/// <param name="Visits">Verdicts that its pruner has stored: one a trial and rung.</param>
internal sealed record PruningFigures(SweepFigures Run, long Iterations, long Visits)
{
    public double CoreSeconds => Run.WallSeconds * Environment.ProcessorCount;

    /// <summary>Core seconds that were no training.</summary>
    public double OtherSeconds => CoreSeconds - Run.TrainSeconds;

    /// <summary>These, in µs a trial.</summary>
    public double MicrosecondsATrial => OtherSeconds / Run.Trials * 1e6;
}
