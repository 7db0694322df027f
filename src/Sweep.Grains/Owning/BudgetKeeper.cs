using Sweep.Core.Budgets;
using Sweep.Core.Sweeps;
using Sweep.Storage;

namespace Sweep.Grains.Owning;

/// <summary>The hands of a sweep's <see cref="StopJudge"/>, and its clocks: says where its budget ends it. Nothing of it need outlive the owner.</summary>
internal sealed class BudgetKeeper(Guid sweepId, IOwnerStore store, TimeProvider time)
{
    private OwnedSweep? _owned;
    private StopJudge? _judge;
    private PlanCut? _judged;

    /// <summary>Where the plan is to be cut now; null where it stays as it is.</summary>
    public async Task<PlanCut?> DecideAsync(OwnedSweep owned)
    {
        if (owned.Space.Spec.Budget is not { } budget || owned is { EndedBy: not null } or { State: not SweepState.Running })
            return null;

        // What was read anew may have lost rows.
        if (!ReferenceEquals(_owned, owned))
            (_owned, _judge, _judged) = (owned, budget.IsJudged ? JudgeOf(owned, budget) : null, null);

        // Where the store could not be told, it is told again.
        _judged ??= await JudgeAsync(owned);
        if (_judged is { } judged && judged.Planned < owned.Stock.Planned)
            return judged;
        if (owned.Stock.IsComplete)
            return owned.Space.CutBy is { } by ? new PlanCut(owned.Stock.Planned, by) : null;
        return OverdueBy(owned, budget) is { } clock && BegunOf(owned) is var begun && begun < owned.Stock.Planned ? new PlanCut(begun, clock) : null;
    }

    private static StopJudge JudgeOf(OwnedSweep owned, BudgetSpec budget) =>
        new(budget, owned.Space.Spec.Objective, owned.Space.Spec.Target, owned.Space.Spec.Replicates);

    private async Task<PlanCut?> JudgeAsync(OwnedSweep owned)
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

    private EndReason? OverdueBy(OwnedSweep owned, BudgetSpec budget) =>
        time.GetUtcNow() - owned.CreatedAt >= budget.Time ? EndReason.Time
        : owned.TrainSeconds >= budget.TrainTime?.TotalSeconds ? EndReason.TrainTime
        : null;

    /// <summary>The whole points of which something is leased or finished, at least one.</summary>
    private static long BegunOf(OwnedSweep owned)
    {
        var replicates = owned.Space.Spec.Replicates;
        return Math.Max(1, (owned.Stock.Begun + replicates - 1) / replicates) * replicates;
    }
}
