namespace Sweep.Core.Trainers.Protocol;

/// <summary>A checkpoint that a trial said is complete.</summary>
/// <param name="Path">As it was reported, mostly relative to the folder of checkpoints.</param>
/// <param name="Step">Steps done.</param>
public sealed record ReportedCheckpoint(string Path, int Step);
