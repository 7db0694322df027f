using System.Globalization;
using Sweep.Core.Naming;
using Sweep.Core.Pruners;
using Sweep.Core.Trainers;

namespace Sweep.Service.Views;

/// <summary>What a pruner decided about a trial at a rung, and from what: a row of <c>rungs</c>.</summary>
/// <param name="Rung">0-based.</param>
/// <param name="Step">Steps at which it was judged.</param>
/// <param name="Decision"><c>kept</c>, <c>pruned</c>, or <c>completed</c> where its target was met.</param>
/// <param name="Value">The value of the objective by which the trial itself was judged; null where it is no finite number.</param>
/// <param name="Score">The value by which its point was judged, the mean over the replicates; null where one has none.</param>
/// <param name="Bracket">Bracket of <c>hyperband</c>; 0 elsewhere.</param>
/// <param name="Cohort">Cohort of the bracket, 0-based.</param>
/// <param name="Place">0-based place of its point among those that were compared; null where none are ranked.</param>
/// <param name="Among">How many points were compared.</param>
/// <param name="Cutoff">The score of the last that was kept, the median, or the target; null where there is none.</param>
/// <param name="Sentence">All that in words.</param>
public sealed record RungView(
    int Rung, int Step, string Decision, double? Value, double? Score, int Bracket, long Cohort, long? Place, long Among, double? Cutoff, string Sentence)
{
    internal static RungView Of(RungVerdict verdict, PrunerSpec pruner, Objective objective, long replicates) => new(
        verdict.Rung, verdict.Step, verdict.Decision.ToName(), verdict.Value, verdict.Score, verdict.Bracket, verdict.Cohort, verdict.Place, verdict.Among,
        verdict.Cutoff, SentenceOf(verdict, pruner, objective, replicates));

    private static string SentenceOf(RungVerdict verdict, PrunerSpec pruner, Objective objective, long replicates)
    {
        var shown = verdict.Score is { } score ? Text(score) : "no finite number";
        var value = $"{(pruner.Kind is PrunerKind.Asha or PrunerKind.Hyperband ? "" : "best ")}{objective.Metric} {shown}{(replicates > 1 ? $" (mean of {replicates} replicates)" : "")}";
        return $"{verdict.Step.ToString("N0", CultureInfo.InvariantCulture)} steps: {verdict.Decision.ToName()}, with {value}, {ReasonOf(verdict, pruner, objective)}";
    }

    private static string ReasonOf(RungVerdict verdict, PrunerSpec pruner, Objective objective)
    {
        string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
        var cutoff = verdict.Cutoff is { } last ? Text(last) : null;
        return pruner.Kind switch
        {
            PrunerKind.Target => verdict.Decision == RungDecision.Completed ? $"which meets the target {cutoff}" : $"which does not meet the target {cutoff}",
            PrunerKind.Median when cutoff is null => "the first cohort, which nobody is judged by",
            PrunerKind.Median => $"{(verdict.Decision == RungDecision.Kept ? "not " : "")}worse than {cutoff}, the median of the means of {Count(verdict.Among)} points of the cohorts before",
            _ => $"place {Count(verdict.Place!.Value + 1)} of {Count(verdict.Among)} points of "
                + $"{(pruner.Kind == PrunerKind.Hyperband ? $"bracket {verdict.Bracket}, " : "")}cohorts 0 to {Count(verdict.Cohort)}, of which the best "
                + $"{Count(Math.Max(1, verdict.Among / pruner.Factor))} go on{(cutoff is null ? "" : $" ({objective.Metric} {cutoff} {(objective.Goal == Goal.Minimize ? "or less" : "or more")})")}",
        };
    }

    private static string Text(double value) => NumberText.Of(double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
