using Microsoft.EntityFrameworkCore;
using Sweep.Core.Budgets;
using Sweep.Core.Sweeps;
using Sweep.Storage.Model;

namespace Sweep.Storage.Relational;

/// <summary>Plans that budgets have cut: what they leave out is refused from then on, and goes before the sweep is completed.</summary>
internal static class PlanCuts
{
    /// <summary>Of a row of sweeps: below which number it takes results. Any, where its plan was not cut.</summary>
    public const string TakesBelow = "CASE WHEN ended_by IS NULL THEN 9223372036854775807 ELSE planned_trials END";

    /// <summary>Of a row of sweeps: below which number leases and attempts may be. Those from before a cut may be of more than the plan.</summary>
    public const string LeasedBelow = "CASE WHEN ended_by IS NULL THEN planned_trials ELSE 9223372036854775807 END";

    private static readonly string[] Drops =
    [
        .. new[] { "trials", "runs", "attempts", "rungs", "proposals" }
            .Select(table => $"DELETE FROM {table} WHERE sweep_id = {{0}} AND number >= (SELECT planned_trials FROM sweeps WHERE id = {{0}})"),
    ];

    public static async Task<bool> CutAsync(SweepDbContext context, Guid id, long epoch, long planned, EndReason by, CancellationToken cancellation)
    {
        var name = by.ToName();

        // An answer may have been lost: the same cut again is one.
        return await context.Sweeps
            .Where(sweep => sweep.Id == id && sweep.Epoch == epoch && sweep.Owner != null && sweep.State == SweepState.Running)
            .Where(sweep => sweep.PlannedTrials >= planned && (sweep.EndedBy == null || (sweep.EndedBy == name && sweep.PlannedTrials == planned)))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(sweep => sweep.PlannedTrials, planned)
                    .SetProperty(sweep => sweep.Frontier, sweep => sweep.Frontier > planned ? planned : sweep.Frontier)
                    .SetProperty(sweep => sweep.EndedBy, name),
                cancellation) == 1;
    }

    /// <summary>Whether this owner may complete the sweep, and its plan was cut.</summary>
    public static Task<bool> IsCutAsync(SweepDbContext context, Guid id, long epoch, CancellationToken cancellation) => context.Sweeps.AnyAsync(
        sweep => sweep.Id == id && sweep.Epoch == epoch && sweep.State == SweepState.Running && sweep.EndedBy != null, cancellation);

    /// <summary>Rows of numbers that are not planned any more: what was trained of them while the plan still had them.</summary>
    public static async Task DropRestAsync(SweepDbContext context, Guid id, CancellationToken cancellation)
    {
        var sweep = context.KeepId(id);
        foreach (var statement in Drops)
            await context.Database.ExecuteSqlRawAsync(statement, [sweep], cancellation);
    }
}
