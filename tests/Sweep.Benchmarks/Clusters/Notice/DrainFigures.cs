namespace Sweep.Benchmarks.Clusters.Notice;

/// <summary>What came of telling a silo to stop.</summary>
/// <param name="Seconds">Until its process had ended.</param>
/// <param name="Held">Trials that were leased to it.</param>
/// <param name="Lost">Attempts of the whole sweep that ended without a result.</param>
internal sealed record DrainFigures(double Seconds, int Held, int Lost);
