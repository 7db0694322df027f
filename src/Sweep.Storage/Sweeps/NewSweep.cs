using Sweep.Core.Scheduling;

namespace Sweep.Storage.Sweeps;

/// <summary>What submitting stores.</summary>
/// <param name="Id">A version 7 UUID.</param>
/// <param name="SpecText">The spec as it was sent.</param>
/// <param name="CanonicalSpec">The canonical JSON.</param>
/// <param name="SpecHash">SHA-256 of the canonical JSON, lower-case hex.</param>
/// <param name="SubmitKey">Makes submitting idempotent; null for none.</param>
/// <param name="Numerics">Version of the arithmetic.</param>
public sealed record NewSweep(
    Guid Id, string Name, string SpecText, string CanonicalSpec, string SpecHash, string? SubmitKey, int Numerics, long PlannedTrials)
{
    /// <summary>Where its traces lead back to (a traceparent of W3C); null where none is kept.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The sweep that it extends; null where it extends none.</summary>
    public Guid? Extends { get; init; }

    /// <summary>The results that its search begins with, in their order; they become rows of its own.</summary>
    public IReadOnlyList<EarlierResult> History { get; init; } = [];

    /// <summary>Hashes of the numbers that it needs (<see cref="IDataSetStore"/>).</summary>
    public IReadOnlyCollection<string> Data { get; init; } = [];
}
