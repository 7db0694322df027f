using Microsoft.EntityFrameworkCore;
using Sweep.Core.Sweeps;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Sweeps;

namespace Sweep.Storage.Relational;

/// <summary>Deletes sweeps piece by piece.</summary>
internal static class SweepDeletion
{
    public static async Task<bool> MarkAsync(SweepDbContext context, Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        // In one update with the state, so that whoever resumes a failed sweep is either seen here or finds it gone.
        await context.Sweeps
            .Where(sweep => sweep.Id == id && sweep.DeletedAt == null)
            .Where(sweep => sweep.State == SweepState.Completed || sweep.State == SweepState.Failed || sweep.State == SweepState.Cancelled)
            .ExecuteUpdateAsync(
                set => set.SetProperty(sweep => sweep.DeletedAt, now).SetProperty(sweep => sweep.SubmitKey, (string?)null), cancellation);
        return await context.Sweeps.AnyAsync(sweep => sweep.Id == id && sweep.DeletedAt != null, cancellation);
    }

    public static async Task<IReadOnlyList<Guid>> ListAsync(SweepDbContext context, DamageSink damage, CancellationToken cancellation) =>
        await StoredRows.ReadAsync(
            context, "sweeps", "SELECT id FROM sweeps WHERE deleted_at IS NOT NULL ORDER BY deleted_at, id", [], row => row.Id(0), damage, cancellation)
            .ToListAsync(cancellation);

    /// <remarks>Trials go with their curves in one transaction, so that another sweep that reuses them has both or neither.</remarks>
    public static async Task<DeletedPiece> DeleteAsync(SweepDbContext context, Guid id, int rows, CancellationToken cancellation)
    {
        var sweep = context.KeepId(id);
        if (!await context.Sweeps.AnyAsync(one => one.Id == id && one.DeletedAt != null, cancellation))
            return new DeletedPiece(0, IsGone: true);
        var trials = await context.Database.ExecuteSqlAsync(
            $"""
             DELETE FROM trials WHERE sweep_id = {sweep}
             AND number <= (SELECT max(number) FROM (SELECT number FROM trials WHERE sweep_id = {sweep} ORDER BY number LIMIT {rows}) first)
             """,
            cancellation);
        if (trials > 0)
            return new DeletedPiece(trials, IsGone: false);
        var others = await context.Database.ExecuteSqlAsync(
            $"""
             DELETE FROM runs WHERE (sweep_id, pattern, learning_rate, samples, hidden, replicate)
             IN (SELECT sweep_id, pattern, learning_rate, samples, hidden, replicate FROM runs WHERE sweep_id = {sweep} LIMIT {rows})
             """,
            cancellation);
        others += await context.Database.ExecuteSqlAsync(
            $"""
             DELETE FROM attempts WHERE (sweep_id, number, attempt)
             IN (SELECT sweep_id, number, attempt FROM attempts WHERE sweep_id = {sweep} LIMIT {rows})
             """,
            cancellation);
        others += await context.Database.ExecuteSqlAsync(
            $"""
             DELETE FROM rungs WHERE (sweep_id, number, rung)
             IN (SELECT sweep_id, number, rung FROM rungs WHERE sweep_id = {sweep} LIMIT {rows})
             """,
            cancellation);
        others += await context.Database.ExecuteSqlAsync(
            $"""
             DELETE FROM proposals WHERE (sweep_id, number)
             IN (SELECT sweep_id, number FROM proposals WHERE sweep_id = {sweep} LIMIT {rows})
             """,
            cancellation);
        others += await context.Database.ExecuteSqlAsync(
            $"""
             DELETE FROM search_history WHERE (sweep_id, place)
             IN (SELECT sweep_id, place FROM search_history WHERE sweep_id = {sweep} LIMIT {rows})
             """,
            cancellation);
        others += await context.Database.ExecuteSqlAsync(
            $"DELETE FROM checkpoints WHERE (sweep_id, number) IN (SELECT sweep_id, number FROM checkpoints WHERE sweep_id = {sweep} LIMIT 1)", cancellation);
        if (others > 0)
            return new DeletedPiece(0, IsGone: false);

        // What a commit that was late has brought meanwhile goes with the sweep's own row.
        await context.Sweeps.Where(one => one.Id == id && one.DeletedAt != null).ExecuteDeleteAsync(cancellation);
        return new DeletedPiece(0, IsGone: true);
    }
}
