using Microsoft.EntityFrameworkCore;
using Sweep.Storage.Archives;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;

namespace Sweep.Storage.Relational;

/// <summary>Brings sweeps back piece by piece, under the mark of those that are being deleted.</summary>
internal static class SweepRestoring
{
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(1);

    /// <summary>Which marked sweeps somebody restores: nobody deletes what is left of them.</summary>
    public static IQueryable<SweepRow> WithoutHeld(this IQueryable<SweepRow> marked, DateTimeOffset now) =>
        marked.Where(sweep => sweep.OwnerUntil == null || sweep.OwnerUntil <= now);

    public static async Task<RestoreStart> BeginAsync(
        SweepDbContext context, ArchiveSql sql, RestoreClaim claim, ArchiveTable table, object?[] sweep, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await context.Sweeps.AsNoTracking().FirstOrDefaultAsync(one => one.Id == claim.SweepId, cancellation) is { } there)
        {
            // An answer that was lost is not another's claim.
            return there.DeletedAt is null ? RestoreStart.IsThere
                : there.Owner == claim.Owner ? RestoreStart.Begun
                : there.OwnerUntil > now ? RestoreStart.IsHeld
                : RestoreStart.IsLeftOver;
        }

        object?[] keyless = [.. sweep.Select((value, k) => table.Columns[k].Name == "submit_key" ? null : value)];
        await sql.InsertAsync(context, table, [keyless], cancellation);
        var until = now + Hold;
        await context.Sweeps.Where(one => one.Id == claim.SweepId).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.DeletedAt, now).SetProperty(one => one.Owner, claim.Owner).SetProperty(one => one.OwnerUntil, until),
            cancellation);
        return RestoreStart.Begun;
    }

    /// <remarks>What is there of these rows goes first: it is from a transaction whose answer was lost.</remarks>
    public static async Task<bool> AddAsync(
        SweepDbContext context, ArchiveSql sql, RestoreClaim claim, ArchiveTable table, IReadOnlyList<object?[]> rows, DateTimeOffset now, string place,
        CancellationToken cancellation)
    {
        if (!await HoldAsync(context, claim, now, cancellation))
            return false;
        if (rows.Count == 0)
            return true;
        await DeleteBetweenAsync(context, claim.SweepId, table, rows[0], rows[^1], cancellation);
        if (await sql.InsertAsync(context, table, rows, cancellation) != rows.Count)
            throw StoreException.Refusal($"{place}: restoring a sweep: a row of {table.Name} was dropped without a word, by a trigger (change the trigger, then restore it again)");
        return true;
    }

    public static async Task<bool?> FinishAsync(
        SweepDbContext context, RestoreClaim claim, string? submitKey, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!await HoldAsync(context, claim, now, cancellation))
        {
            // An answer that was lost is no loss of the sweep.
            return await context.Sweeps.Where(one => one.Id == claim.SweepId && one.DeletedAt == null).Select(one => (bool?)(one.SubmitKey == submitKey))
                .FirstOrDefaultAsync(cancellation);
        }

        var key = submitKey is not null && await context.Sweeps.AnyAsync(one => one.SubmitKey == submitKey, cancellation) ? null : submitKey;
        await Owned(context, claim).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.DeletedAt, (DateTimeOffset?)null).SetProperty(one => one.SubmitKey, key)
                .SetProperty(one => one.Owner, (string?)null).SetProperty(one => one.OwnerUntil, (DateTimeOffset?)null),
            cancellation);
        return key == submitKey;
    }

    public static Task<int> AbandonAsync(SweepDbContext context, RestoreClaim claim, CancellationToken cancellation) =>
        Owned(context, claim).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.Owner, (string?)null).SetProperty(one => one.OwnerUntil, (DateTimeOffset?)null), cancellation);

    private static Task<int> DeleteBetweenAsync(
        SweepDbContext context, Guid id, ArchiveTable table, object?[] first, object?[] last, CancellationToken cancellation)
    {
        List<object> values = [context.KeepId(id)];
        string Add(object value)
        {
            values.Add(value);
            return FormattableString.Invariant($"{{{values.Count - 1}}}");
        }

        string Place(object?[] row) => string.Join(", ", table.KeyPlaces.Select(k => Add(row[k]!)));
        var key = string.Join(", ", table.Key);
        var between = table.Key.Count == 0 ? "" : $" AND ({key}) >= ({Place(first)}) AND ({key}) <= ({Place(last)})";
        var delete = $"DELETE FROM {table.Name} WHERE {table.SweepColumn} = {{0}}{between}";
        return context.Database.ExecuteSqlRawAsync(delete, values, cancellation);
    }

    /// <summary>Its row is locked from here on, so that nobody deletes beside it.</summary>
    private static async Task<bool> HoldAsync(SweepDbContext context, RestoreClaim claim, DateTimeOffset now, CancellationToken cancellation)
    {
        var until = now + Hold;
        return await Owned(context, claim).ExecuteUpdateAsync(set => set.SetProperty(one => one.OwnerUntil, until), cancellation) == 1;
    }

    private static IQueryable<SweepRow> Owned(SweepDbContext context, RestoreClaim claim) =>
        context.Sweeps.Where(one => one.Id == claim.SweepId && one.DeletedAt != null && one.Owner == claim.Owner);
}
