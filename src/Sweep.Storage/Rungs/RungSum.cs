namespace Sweep.Storage.Rungs;

/// <summary>What was decided at a rung so far.</summary>
/// <param name="Bracket">0 but for <c>hyperband</c>.</param>
/// <param name="Rung">0-based.</param>
/// <param name="Kept">Trials that went on.</param>
/// <param name="Pruned">Trials that were stopped.</param>
/// <param name="Completed">Trials that had met their target.</param>
/// <param name="Cohort">The last cohort that was judged.</param>
/// <param name="Cutoff">The score that decided about it; null where there is none.</param>
public sealed record RungSum(int Bracket, int Rung, long Kept, long Pruned, long Completed, long Cohort, double? Cutoff);
