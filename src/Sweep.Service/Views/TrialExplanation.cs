using Sweep.Core.Pruners;
using Sweep.Core.Trials;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Views;

/// <summary>What was decided about a trial on its way.</summary>
/// <param name="SweepId">Its sweep.</param>
/// <param name="Number">Its number.</param>
/// <param name="State">Its state; null where it has not finished.</param>
/// <param name="Pruner">What judges the sweep's trials; null where nothing does.</param>
/// <param name="Rungs">A verdict a rung, in order.</param>
public sealed record TrialExplanation(Guid SweepId, long Number, string? State, string? Pruner, IReadOnlyList<RungView> Rungs)
{
    internal static TrialExplanation Of(SweepRecord sweep, long number, TrialState? state, IEnumerable<RungVerdict> verdicts)
    {
        var spec = sweep.Spec;
        return new(
            sweep.Id, number, state?.ToName(), spec.Pruner?.Kind.ToName(),
            spec.Pruner is { } pruner ? [.. verdicts.Select(verdict => RungView.Of(verdict, pruner, spec.Objective, spec.Replicates))] : []);
    }
}
