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
        await MarkAsync(Ended(context).Where(sweep => sweep.Id == id && (epoch == null || sweep.Epoch == epoch)), now, cancellation);
        return await Marked(context, id, now).AnyAsync(cancellation);
    }

    public static async Task<ExpiredSweep?> MarkExpiredAsync(
        SweepDbContext context, TimeSpan ago, IReadOnlyCollection<string> keptTags, DateTimeOffset now, CancellationToken cancellation)
    {
        var end = now - ago;

        // What has ended was made before: that has an index.
        var expired = Ended(context)
            .Where(sweep => sweep.CreatedAt < end && sweep.FinishedAt < end)
            .Where(sweep => !context.Tags.Any(row => row.SweepId == sweep.Id && keptTags.Contains(row.Tag)));
        var newest = expired.OrderByDescending(sweep => sweep.CreatedAt).ThenByDescending(sweep => sweep.Id)
            .Select(sweep => new ExpiredSweep(sweep.Id, sweep.Name, sweep.FinishedAt!.Value));
        while (await newest.FirstOrDefaultAsync(cancellation) is { } sweep)
        {
            // Somebody else may have marked, resumed or tagged it meanwhile, which a statement sees that begins once the row is held.
            if (await HoldAsync(context, sweep.Id, cancellation) && await MarkAsync(expired.Where(one => one.Id == sweep.Id), now, cancellation) == 1)
                return sweep;
        }

        return null;
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
        // Its row is locked from here on: who deletes the same sweep waits, and finds what is left instead of what this takes.
        if (!await LockAsync(Marked(context, id, now), cancellation))
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
        await Marked(context, id, now).ExecuteDeleteAsync(cancellation);
        return new DeletedPiece(0, IsGone: true);
    }

    /// <summary>Locks the row of a sweep that nobody deletes, until the transaction ends; false where it is gone.</summary>
    public static Task<bool> HoldAsync(SweepDbContext context, Guid id, CancellationToken cancellation) =>
        LockAsync(context.Sweeps.Where(one => one.Id == id && one.DeletedAt == null), cancellation);

    /// <summary>By an update that changes nothing, which both databases know.</summary>
    private static async Task<bool> LockAsync(IQueryable<SweepRow> sweep, CancellationToken cancellation) =>
        await sweep.ExecuteUpdateAsync(set => set.SetProperty(one => one.DeletedAt, one => one.DeletedAt), cancellation) > 0;

    private static IQueryable<SweepRow> Ended(SweepDbContext context) => context.Sweeps
        .Where(sweep => sweep.DeletedAt == null)
        .Where(sweep => sweep.State == SweepState.Completed || sweep.State == SweepState.Failed || sweep.State == SweepState.Cancelled);

    private static IQueryable<SweepRow> Marked(SweepDbContext context, Guid id, DateTimeOffset now) =>
        context.Sweeps.Where(one => one.Id == id && one.DeletedAt != null).WithoutHeld(now);

    /// <summary>In one update with the state, so that whoever resumes a failed sweep is either seen here or finds it gone.</summary>
    private static Task<int> MarkAsync(IQueryable<SweepRow> sweeps, DateTimeOffset now, CancellationToken cancellation) => sweeps.ExecuteUpdateAsync(
        set => set.SetProperty(sweep => sweep.DeletedAt, now).SetProperty(sweep => sweep.SubmitKey, (string?)null), cancellation);
}
