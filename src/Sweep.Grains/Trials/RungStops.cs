using Sweep.Core.Pruners;
using Sweep.Core.Scheduling.Runners;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;

namespace Sweep.Grains.Trials;

/// <summary>Where the trials of one sweep are judged on their way through this silo.</summary>
/// <param name="space">The sweep's space.</param>
/// <param name="line">Where they wait.</param>
/// <param name="held">Is told of a run that has left its slot to wait, with the seconds that it has taken.</param>
/// <param name="goesOn">Is told of a run that is kept at a rung.</param>
internal sealed class RungStops(SearchSpace space, RungLine line, Action<LeasedRun, double> held, Action<LeasedRun, int> goesOn)
{
    private RungPlan Plan => line.Plan;

    /// <summary>The steps at which a trial is judged, ascending: those before <paramref name="from"/> are behind it.</summary>
    public (int Rung, int Step)[] Of(long number, int from)
    {
        var first = Math.Max(Plan.FirstRungOf(number), Plan.Ladder.From(from));
        return [.. Plan.Ladder.Rungs.Select((step, rung) => (rung, step)).Skip(first)];
    }

    /// <summary>Waits until it is decided what becomes of a run that is at a rung.</summary>
    public async Task<RungDecision> AskAsync(LeasedRun run, int rung, TrialResult result, double seconds, CancellationToken stop)
    {
        held(run, seconds);
        var value = RungValues.Of(result, space.Spec.Objective, Plan.TakesMeans);
        var decision = await line.AskAsync(run.Longest.Number, rung, value, stop);
        if (decision == RungDecision.Kept)
            goesOn(run, rung);
        return decision;
    }
}
