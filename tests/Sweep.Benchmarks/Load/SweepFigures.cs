namespace Sweep.Benchmarks.Load;

/// <summary>What a run of <c>sweep run --json</c> tells of itself, and what was seen of it.</summary>
/// <param name="StartupSeconds">From the process' start until the spec was accepted.</param>
/// <param name="WallSeconds">From there to the last commit.</param>
/// <param name="TrainSeconds">Thread CPU seconds in training.</param>
/// <param name="PeakBytes">The process' greatest resident set (VmHWM); 0 where the system does not tell.</param>
internal sealed record SweepFigures(long Trials, double StartupSeconds, double WallSeconds, double TrainSeconds, long PeakBytes)
{
    public Guid Sweep { get; init; }

    public double TrialsPerSecond => Trials / WallSeconds;

    /// <summary>Core seconds spent for each second of training: 1 where nothing else costs anything.</summary>
    public double Overhead => WallSeconds * Environment.ProcessorCount / TrainSeconds;
}
