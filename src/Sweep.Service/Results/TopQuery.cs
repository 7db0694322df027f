namespace Sweep.Service.Results;

/// <summary>What is asked for of what converged fastest.</summary>
/// <param name="By">The parameter whose values are ranked.</param>
/// <param name="Limit">At most so many rows.</param>
public sealed record TopQuery(string By, int Limit)
{
    /// <summary>Whether pruned trials count too.</summary>
    public bool IncludePruned { get; init; }

    /// <summary>Whether the values are tested for being really different.</summary>
    public bool Compare { get; init; }
}
