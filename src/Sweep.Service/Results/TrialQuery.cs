namespace Sweep.Service.Results;

/// <summary>Which finished trials to show, and in what order.</summary>
public sealed record TrialQuery
{
    /// <summary>All must hold.</summary>
    public IReadOnlyList<TrialFilter> Filters { get; init; } = [];

    /// <summary>A column of <c>trials</c>, or a parameter's name; texts are told apart by their first 200 characters.</summary>
    public string OrderBy { get; init; } = "number";

    /// <summary>Greatest first; trials without a value are last in either order, and ties go by number.</summary>
    public bool IsDescending { get; init; }

    /// <summary>1 to 1,000.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>What the page before gave; null for the first.</summary>
    public string? PageToken { get; init; }
}
