using Sweep.Core.Pruners;
using Sweep.Core.Sweeps;
using Sweep.Storage.Rungs;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Views;

/// <summary>What a sweep's pruner has decided so far, rung by rung.</summary>
/// <param name="Pruner">What judges the sweep's trials; null where nothing does.</param>
/// <param name="Rungs">All rungs, by bracket and step.</param>
public sealed record SweepRungs(Guid SweepId, SweepState State, string? Pruner, IReadOnlyList<RungSummary> Rungs)
{
    internal static SweepRungs Of(SweepRecord sweep, IEnumerable<RungSum> sums)
    {
        var spec = sweep.Spec;
        return new(sweep.Id, sweep.State, spec.Pruner?.Kind.ToName(), spec.Rungs() is { } plan ? [.. Summaries(sweep, plan, sums)] : []);
    }

    private static IEnumerable<RungSummary> Summaries(SweepRecord sweep, RungPlan plan, IEnumerable<RungSum> sums)
    {
        var known = sums.ToDictionary(sum => (sum.Bracket, sum.Rung));
        var brackets = plan.TrialsOf(sweep.PlannedTrials);
        for (var bracket = 0; bracket < brackets.Length; bracket++)
        {
            var (first, left) = brackets[bracket];
            for (var rung = first; rung < plan.Ladder.Rungs.Length; rung++)
            {
                var sum = known.GetValueOrDefault((bracket, rung)) ?? new RungSum(bracket, rung, 0, 0, 0, -1, null);
                var undecided = sweep.State.IsFinal() ? 0 : Math.Max(0, left - sum.Kept - sum.Pruned - sum.Completed);
                yield return new RungSummary(
                    bracket, rung, plan.Ladder.Rungs[rung], sum.Kept, sum.Pruned, sum.Completed, undecided, sum.Cohort + 1, sum.Cutoff);
                left = sum.Kept;
            }
        }
    }
}
