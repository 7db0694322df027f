namespace Sweep.Service.Views;

/// <summary>How far a pruner is at one rung.</summary>
/// <param name="Bracket">Bracket of <c>hyperband</c>; 0 elsewhere.</param>
/// <param name="Rung">0-based.</param>
/// <param name="Step">Steps at which trials are judged there.</param>
/// <param name="Kept">Trials that went on.</param>
/// <param name="Pruned">Trials that were stopped there.</param>
/// <param name="Completed">Trials that had met their target, and were stopped for that.</param>
/// <param name="Undecided">
/// Trials that went on from the rung before, or at the first all of the bracket, and have no verdict here yet; 0 once the sweep has ended.
/// </param>
/// <param name="Cohorts">How many cohorts were judged.</param>
/// <param name="Cutoff">
/// The score of the last that is kept, the median, or the target, as it was for the last cohort; null where there is none.
/// </param>
public sealed record RungSummary(int Bracket, int Rung, int Step, long Kept, long Pruned, long Completed, long Undecided, long Cohorts, double? Cutoff);
