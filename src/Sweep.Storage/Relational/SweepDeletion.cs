using Microsoft.EntityFrameworkCore;
using Sweep.Core.Sweeps;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Sweeps;

namespace Sweep.Storage.Relational;

/// <summary>Deletes sweeps piece by piece.</summary>
internal static class SweepDeletion
{
    public static async Task<bool> MarkAsync(SweepDbContext context, Guid id, long? epoch, DateTimeOffset now, CancellationToken cancellation)
    {
        // In one update with the state, so that whoever resumes a failed sweep is either seen here or finds it gone.
        await context.Sweeps
            .Where(sweep => sweep.Id == id && sweep.DeletedAt == null && (epoch == null || sweep.Epoch == epoch))
            .Where(sweep => sweep.State == SweepState.Completed || sweep.State == SweepState.Failed || sweep.State == SweepState.Cancelled)
            .ExecuteUpdateAsync(
                set => set.SetProperty(sweep => sweep.DeletedAt, now).SetProperty(sweep => sweep.SubmitKey, (string?)null), cancellation);
        return await context.Sweeps.Where(sweep => sweep.Id == id && sweep.DeletedAt != null).WithoutHeld(now).AnyAsync(cancellation);
    }

    public static async Task<IReadOnlyList<Guid>> ListAsync(
        SweepDbContext context, FieldSql sql, DateTimeOffset now, DamageSink damage, CancellationToken cancellation) =>
        await StoredRows.ReadAsync(
            context, "sweeps",
            "SELECT id FROM sweeps WHERE deleted_at IS NOT NULL AND (owner_until IS NULL OR owner_until <= @p0) ORDER BY deleted_at, id", [sql.Keep(now)],
            row => row.Id(0), damage, cancellation)
            .ToListAsync(cancellation);

    /// <remarks>Trials go with their curves in one transaction, so that another sweep that reuses them has both or neither.</remarks>
    public static async Task<DeletedPiece> DeleteAsync(SweepDbContext context, Guid id, int rows, DateTimeOffset now, CancellationToken cancellation)
    {
        var sweep = context.KeepId(id);
        if (!await context.Sweeps.Where(one => one.Id == id && one.DeletedAt != null).WithoutHeld(now).AnyAsync(cancellation))
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
        await context.Sweeps.Where(one => one.Id == id && one.DeletedAt != null).WithoutHeld(now).ExecuteDeleteAsync(cancellation);
        return new DeletedPiece(0, IsGone: true);
    }
}
