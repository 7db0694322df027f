namespace Sweep.Core.Trainers.Protocol;

/// <summary>Takes a line of output.</summary>
/// <param name="line">Without its line feed.</param>
/// <param name="isWhole">False where the rest of it was left out.</param>
public delegate void LineTaker(ReadOnlySpan<byte> line, bool isWhole);
