using Sweep.Core.Trials;

namespace Sweep.Core.Analysis;

/// <summary>
/// Which trials count where trials are ranked and compared. A pruned trial was stopped because it was bad, so taking it for one that was merely not watched for
/// longer, as survival analysis would, makes medians too good (T. R. Fleming, D. P. Harrington: Counting Processes and Survival Analysis, 1991, §3.1: censoring
/// must tell nothing). Failed trials have no result.
/// </summary>
public static class CountedStates
{
    private static readonly TrialState[] Completed = [TrialState.Completed];

    private static readonly TrialState[] WithPruned = [TrialState.Completed, TrialState.Pruned];

    public static IReadOnlyList<TrialState> Of(bool includePruned) => includePruned ? WithPruned : Completed;

    public static bool Has(TrialState state, bool includePruned) => state == TrialState.Completed || (includePruned && state == TrialState.Pruned);
}
