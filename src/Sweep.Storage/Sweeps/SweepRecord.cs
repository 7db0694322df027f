using Sweep.Core.Budgets;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Texts;
using Sweep.Storage.Faults;

namespace Sweep.Storage.Sweeps;

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
    private readonly StoredSpace _space = new();

    /// <summary>The span of its submission (a traceparent of W3C); null where there is none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The sweep that it extends; null where it extends none.</summary>
    public Guid? Extends { get; init; }

    /// <summary>Which part of its budget has cut the plan; null where none has.</summary>
    public EndReason? EndedBy { get; init; }

    /// <summary>What is to be searched.</summary>
    /// <exception cref="StoreException">The row holds no valid spec, or another number of trials than it makes.</exception>
    public SearchSpace Space => _space.Of(this);

    /// <inheritdoc cref="Space"/>
    public SweepSpec Spec => Space.Spec;

    /// <summary>"sweep 0196… (backprop-patterns)".</summary>
    public override string ToString() => $"sweep {Id:d} ({Printable.Of(Name)})";
}
