namespace Sweep.Benchmarks.Load;

/// <summary>What a peer's script prints.</summary>
/// <param name="Seconds">Wall seconds, without the start of its processes.</param>
/// <param name="TrainSeconds">CPU seconds in training; 0 where it trains nothing.</param>
internal sealed record PeerFigures(long Trials, long Points, double Seconds, double TrainSeconds)
{
    public double TrialsPerSecond => Trials / Seconds;

    public double PointsPerSecond => Points / Seconds;

    /// <summary>Core seconds spent for each second of training.</summary>
    public double Overhead => Seconds * Environment.ProcessorCount / TrainSeconds;
}
