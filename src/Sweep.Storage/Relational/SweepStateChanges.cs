using Microsoft.EntityFrameworkCore;
using Sweep.Core.Sweeps;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Sweeps;

namespace Sweep.Storage.Relational;

/// <summary>Moves sweeps from state to state, each as one conditional update.</summary>
internal static class SweepStateChanges
{
    public static async Task<StateChange> ChangeAsync(
        SweepDbContext context, Guid id, SweepState to, string? error, DateTimeOffset now, DamageSink damage, CancellationToken cancellation)
    {
        while (true)
        {
            var before = await SweepQueries.FindForStateAsync(context, id, damage, cancellation);
            if (before is null)
                return new StateChange(false, null, null);
            if (!SweepTransitions.IsAllowed(before.State, to))
                return new StateChange(false, before, before.State);
            if (await UpdateAsync(context, before, to, error, now, cancellation) == 1)
            {
                if (to.IsFinal())
                {
                    await context.Leases.Where(lease => lease.SweepId == id).ExecuteDeleteAsync(cancellation);
                    await NotificationQueries.AddEndAsync(context, id, before.CanonicalSpec, to, error, now, cancellation);
                }

                if (to == SweepState.Cancelled)
                    await context.Checkpoints.Where(checkpoint => checkpoint.SweepId == id).ExecuteDeleteAsync(cancellation);
                return new StateChange(true, await SweepQueries.FindForStateAsync(context, id, damage, cancellation), before.State);
            }
        }
    }

    public static async Task<bool> CompleteAsync(SweepDbContext context, Guid id, long epoch, DateTimeOffset now, CancellationToken cancellation)
    {
        var completed = await context.Sweeps
            .Where(sweep => sweep.Id == id && sweep.Epoch == epoch && sweep.State == SweepState.Running)
            .Where(sweep => context.Trials.LongCount(trial => trial.SweepId == id && trial.Number >= 0 && trial.Number < sweep.PlannedTrials) ==
             sweep.PlannedTrials)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(sweep => sweep.State, SweepState.Completed)
                    .SetProperty(sweep => sweep.Frontier, sweep => sweep.PlannedTrials)
                    .SetProperty(sweep => sweep.FinishedAt, now)
                    .SetProperty(sweep => sweep.Owner, (string?)null)
                    .SetProperty(sweep => sweep.OwnerUntil, (DateTimeOffset?)null),
                cancellation);
        if (completed == 0)
            return false;
        await context.Leases.Where(lease => lease.SweepId == id).ExecuteDeleteAsync(cancellation);

        // A silo that did not know of the result may have saved one at the very moment of the commit.
        await context.Checkpoints.Where(checkpoint => checkpoint.SweepId == id).ExecuteDeleteAsync(cancellation);
        await NotificationQueries.AddCompletedAsync(context, id, now, cancellation);
        return true;
    }

    private static Task<int> UpdateAsync(
        SweepDbContext context, SweepRecord before, SweepState to, string? error, DateTimeOffset now, CancellationToken cancellation)
    {
        var sweeps = context.Sweeps.Where(sweep => sweep.Id == before.Id && sweep.State == before.State && sweep.DeletedAt == null);
        if (to.IsFinal())
        {
            return sweeps.ExecuteUpdateAsync(
                set => set
                    .SetProperty(sweep => sweep.State, to)
                    .SetProperty(sweep => sweep.Error, error)
                    .SetProperty(sweep => sweep.FinishedAt, now)
                    .SetProperty(sweep => sweep.Owner, (string?)null)
                    .SetProperty(sweep => sweep.OwnerUntil, (DateTimeOffset?)null),
                cancellation);
        }

        // An owner from before a failure must not go on once the sweep is reopened: it holds no ownership, and its epoch is over.
        var raise = before.State == SweepState.Failed ? 1 : 0;
        var isResumed = to == SweepState.Running;
        return sweeps.ExecuteUpdateAsync(
            set => set
                .SetProperty(sweep => sweep.State, to)
                .SetProperty(sweep => sweep.Error, error)
                .SetProperty(sweep => sweep.FinishedAt, (DateTimeOffset?)null)
                .SetProperty(sweep => sweep.ResumedAt, sweep => isResumed ? now : sweep.ResumedAt)
                .SetProperty(sweep => sweep.Epoch, sweep => sweep.Epoch + raise),
            cancellation);
    }
}
