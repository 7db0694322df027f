using Sweep.Core.Sweeps;

namespace Sweep.Service.Results;

/// <summary>Which sweeps to list, newest first.</summary>
public sealed record SweepQuery
{
    /// <summary>Any of these; null for all.</summary>
    public IReadOnlyCollection<SweepState>? States { get; init; }

    /// <summary>Part of the name, in any case; null for all.</summary>
    public string? NameContains { get; init; }

    /// <summary>All of these.</summary>
    public IReadOnlyCollection<string> Tags { get; init; } = [];

    /// <summary>Of this canonical spec; null for all.</summary>
    public string? SpecHash { get; init; }

    /// <summary>1 to 1,000.</summary>
    public int PageSize { get; init; } = 50;

    public string? PageToken { get; init; }
}
