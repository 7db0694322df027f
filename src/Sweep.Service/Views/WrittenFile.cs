namespace Sweep.Service.Views;

/// <summary>What an export or a report was written to.</summary>
public sealed record WrittenFile(Guid SweepId, string File, long Bytes);
