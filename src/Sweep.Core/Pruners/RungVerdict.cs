namespace Sweep.Core.Pruners;

/// <summary>What was decided about a trial at a rung, and from what: a row of <c>rungs</c>.</summary>
/// <param name="Number">The trial.</param>
/// <param name="Rung">0-based.</param>
/// <param name="Step">Steps of the rung.</param>
/// <param name="Decision">What becomes of it.</param>
public sealed record RungVerdict(long Number, int Rung, int Step, RungDecision Decision)
{
    /// <summary>The value by which the trial itself was judged; null where it is no finite number.</summary>
    public double? Value { get; init; }

    /// <summary>The mean of its running mean over the point's replicates, by which a median pruner judges others; null elsewhere.</summary>
    public double? Mean { get; init; }

    /// <summary>The value by which its point was judged: the mean over the replicates; null where one of them has no finite value.</summary>
    public double? Score { get; init; }

    /// <summary>Which brackets there are depends on the pruner; 0 but for <c>hyperband</c>.</summary>
    public int Bracket { get; init; }

    /// <summary>0-based, within the bracket.</summary>
    public long Cohort { get; init; }

    /// <summary>0-based place of the point among those that were compared; null where it was not ranked.</summary>
    public long? Place { get; init; }

    /// <summary>How many points were compared.</summary>
    public long Among { get; init; }

    /// <summary>The score of the last that is kept, or the median; null where there is none.</summary>
    public double? Cutoff { get; init; }
}
