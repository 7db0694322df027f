using Sweep.Core.Sweeps;

namespace Sweep.Storage;

/// <summary>A row of <c>sweeps</c>.</summary>
public sealed record SweepRecord(
    Guid Id,
    string Name,
    string SpecText,
    string CanonicalSpec,
    string SpecHash,
    string? SubmitKey,
    SweepState State,
    string? Error,
    int Numerics,
    long PlannedTrials,
    long Frontier,
    string? Owner,
    DateTimeOffset? OwnerUntil,
    long Epoch,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt)
{
    /// <summary>The span of its submission (a traceparent of W3C); null where there is none.</summary>
    public string? TraceParent { get; init; }
}
