namespace Sweep.Benchmarks.Clusters.Notice;

/// <summary>Seconds from the loss of a silo.</summary>
/// <param name="Dead">Until membership has it as dead.</param>
/// <param name="Leased">Until all its trials were leased to others.</param>
/// <param name="Running">Until all of them were in training there.</param>
internal sealed record LossFigures(double Dead, double Leased, double Running);
