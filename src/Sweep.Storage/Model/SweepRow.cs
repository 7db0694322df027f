using Sweep.Core.Sweeps;

namespace Sweep.Storage.Model;

/// <summary>A row of <c>sweeps</c>.</summary>
public sealed class SweepRow
{
    public Guid Id { get; set; }

    public required string Name { get; set; }

    public required string SpecText { get; set; }

    /// <summary>Canonical JSON.</summary>
    public required string Spec { get; set; }

    public required string SpecHash { get; set; }

    public string? SubmitKey { get; set; }

    public SweepState State { get; set; }

    public string? Error { get; set; }

    public int Numerics { get; set; }

    public long PlannedTrials { get; set; }

    /// <summary>Every number below it is finished.</summary>
    public long Frontier { get; set; }

    public string? Owner { get; set; }

    public DateTimeOffset? OwnerUntil { get; set; }

    /// <summary>Raised whenever ownership starts anew; fences the owners before.</summary>
    public long Epoch { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>When it was resumed last, or lost rows that run again.</summary>
    public DateTimeOffset? ResumedAt { get; set; }

    /// <summary>The sweep that it extends, which may be deleted since; null where it extends none.</summary>
    public Guid? Extends { get; set; }

    /// <summary>Which part of its budget has cut the plan; null where none has.</summary>
    public string? EndedBy { get; set; }

    public string? TraceParent { get; set; }

    /// <summary>When somebody began to delete it; nothing finds it from then on.</summary>
    public DateTimeOffset? DeletedAt { get; set; }
}
