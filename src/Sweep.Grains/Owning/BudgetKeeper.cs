using Sweep.Core.Budgets;
using Sweep.Core.Sweeps;
using Sweep.Storage;

namespace Sweep.Grains.Owning;

/// <summary>The hands of a sweep's <see cref="StopJudge"/>, and its clocks: says where its budget ends it. Nothing of it need outlive the owner.</summary>
internal sealed class BudgetKeeper(Guid sweepId, OwnedSweep owned, IOwnerStore store, TimeProvider time)
{
    private readonly StopJudge? _judge = owned.Space.Spec is { Budget: { IsJudged: true } judged } spec
        ? new StopJudge(judged, spec.Objective, spec.Target, spec.Replicates)
        : null;

    private PlanCut? _judged;

    /// <summary>Where the plan is to be cut now; null where it stays as it is.</summary>
    public async Task<PlanCut?> DecideAsync()
    {
        if (owned.Space.Spec.Budget is not { } budget || owned is { EndedBy: not null } or { State: not SweepState.Running })
            return null;

        // Where the store could not be told, it is told again.
        _judged ??= await JudgeAsync();
        if (_judged is { } judged && judged.Planned < owned.Stock.Planned)
            return judged;
        if (owned.Stock.IsComplete)
            return owned.Space.CutBy is { } by ? new PlanCut(owned.Stock.Planned, by) : null;
        return OverdueBy(budget) is { } clock && Begun() is var begun && begun < owned.Stock.Planned ? new PlanCut(begun, clock) : null;
    }

    private async Task<PlanCut?> JudgeAsync()
    {
        var frontier = owned.Stock.Frontier;
        if (_judge is not { } judge || frontier - judge.Next < owned.Space.Spec.Replicates)
            return null;
        var whole = frontier - frontier % owned.Space.Spec.Replicates;
        var trials = await store.ReadRanksAsync(sweepId, judge.Next, CancellationToken.None).TakeWhile(trial => trial.Number < whole).ToListAsync();
        foreach (var trial in trials)
            judge.Note(trial.Number, trial.BestObjective);
        return judge.Judge(whole);
    }

    private EndReason? OverdueBy(BudgetSpec budget) =>
        time.GetUtcNow() - owned.CreatedAt >= budget.Time ? EndReason.Time
        : owned.TrainSeconds >= budget.TrainTime?.TotalSeconds ? EndReason.TrainTime
        : null;

    /// <summary>The whole points of which something is leased or finished, at least one.</summary>
    private long Begun()
    {
        var replicates = owned.Space.Spec.Replicates;
        return Math.Max(1, (owned.Stock.Begun + replicates - 1) / replicates) * replicates;
    }
}
