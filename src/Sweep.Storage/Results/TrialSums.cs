namespace Sweep.Storage.Results;

/// <summary>What the rows of a sweep sum to, and how far its objective reaches.</summary>
/// <param name="Totals">Counts and sums.</param>
/// <param name="LeastObjective">The least of the trials' best values; null where none has one.</param>
/// <param name="GreatestObjective">The greatest of the trials' best values.</param>
public sealed record TrialSums(TrialTotals Totals, double? LeastObjective, double? GreatestObjective)
{
    /// <summary>Whether a row is left out of a sum for a value that cannot be; <see cref="ISweepRegister.TotalTrialsAsync"/> says of which.</summary>
    public bool IsDamaged { get; init; }

    public static TrialSums None { get; } = new(TrialTotals.None, null, null);
}
