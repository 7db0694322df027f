using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Sweep.Core.Notifications;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Notifications;

namespace Sweep.Storage.Relational;

/// <summary>The messages to the receivers of sweeps.</summary>
internal static class NotificationQueries
{
    private const string Select =
        "SELECT id, sweep_id, event, error, happened_at, url, secret, body, attempts, due_at, last_status, last_error, delivered_at, created_at FROM notifications ";

    /// <summary>What tells that a sweep gets on.</summary>
    private static readonly (string Table, string Column)[] Progress = [("trials", "finished_at"), ("checkpoints", "saved_at")];

    /// <summary>Writes that the sweep has ended to all who are to be told, in the transaction that ended it.</summary>
    public static async Task AddEndAsync(
        SweepDbContext context, Guid sweep, string canonicalSpec, SweepState state, string? error, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!NotifyEvents.TryParse(state.ToName(), out var happened))
            throw new ArgumentOutOfRangeException(nameof(state), state, "is no end of a sweep");
        NotificationRow[] rows =
        [
            .. TargetsIn(canonicalSpec)
                .Where(target => target.Events.Contains(happened))
                .Select(target => NotificationRow.Of(sweep, happened, target, error, happenedAt: now, now)),
        ];
        if (rows.Length == 0)
            return;
        context.AddRange(rows);
        await context.SaveChangesAsync(cancellation);
    }

    /// <inheritdoc cref="AddEndAsync"/>
    public static async Task AddCompletedAsync(SweepDbContext context, Guid sweep, DateTimeOffset now, CancellationToken cancellation)
    {
        const string Told = "SELECT spec FROM sweeps WHERE id = @p0 AND CAST(spec AS text) LIKE '%\"notify\"%'";
        var silent = new DamageSink("sweeps") { Found = _ => { } };
        var spec = await StoredRows.ReadAsync(context, "sweeps", Told, [context.KeepId(sweep)], row => row.Text(0), silent, cancellation)
            .FirstOrDefaultAsync(cancellation);
        if (spec is not null)
            await AddEndAsync(context, sweep, spec, SweepState.Completed, error: null, now, cancellation);
    }

    /// <summary>What begins the search for due ones, so that nobody who has nothing to send waits for those that write.</summary>
    public static Task<bool> AnyDueAsync(SweepDbContext context, Guid? sweep, DateTimeOffset now, CancellationToken cancellation) =>
        Due(context, sweep, now).AnyAsync(cancellation);

    public static async Task<IReadOnlyList<NotificationRecord>> ClaimAsync(
        SweepDbContext context, Guid? sweep, TimeSpan duration, int most, DateTimeOffset now, DamageSink damage, CancellationToken cancellation)
    {
        var ids = await Due(context, sweep, now).OrderBy(row => row.DueAt).Select(row => row.Id).Take(most).ToListAsync(cancellation);
        List<NotificationRecord> claimed = [];
        DateTimeOffset? until = now + duration;
        foreach (var id in ids)
        {
            var taken = await Due(context, sweep, now).Where(row => row.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.DueAt, until).SetProperty(row => row.Attempts, row => row.Attempts + 1), cancellation);
            if (taken == 1)
                claimed.AddRange(await ReadAsync(context, "WHERE id = @p0", id, damage, cancellation));
        }

        return claimed;
    }

    public static async Task<bool> ReportAsync(SweepDbContext context, DeliveryReport report, DateTimeOffset now, CancellationToken cancellation)
    {
        var due = now + report.Decision.Pause;
        DateTimeOffset? delivered = report.Decision.IsDelivered ? now : null;
        var (status, trouble, body) = (report.Reply.Status, report.Reply.Trouble, report.Body);
        return await context.Notifications
            .Where(row => row.Id == report.Id && row.Attempts == report.Attempt && row.DeliveredAt == null)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.DueAt, due)
                    .SetProperty(row => row.DeliveredAt, delivered)
                    .SetProperty(row => row.LastStatus, status)
                    .SetProperty(row => row.LastError, trouble)
                    .SetProperty(row => row.Body, row => row.Body ?? body),
                cancellation) == 1;
    }

    public static Task<IReadOnlyList<NotificationRecord>> ReadAsync(SweepDbContext context, Guid sweep, DamageSink damage, CancellationToken cancellation) =>
        ReadAsync(context, "WHERE sweep_id = @p0 ORDER BY created_at, id", sweep, damage, cancellation);

    public static async Task<IReadOnlyList<StallWatch>> ListWatchesAsync(SweepDbContext context, DamageSink damage, CancellationToken cancellation)
    {
        const string Watched =
            "SELECT id, spec, created_at, resumed_at FROM sweeps WHERE state = 'running' AND deleted_at IS NULL AND CAST(spec AS text) LIKE '%\"stalled\"%'";
        StallWatch Read(StoredRow row)
        {
            row.Is(null, null);
            var id = row.Id(0);
            row.Is(id, null);
            var since = row.Time(2);
            return new StallWatch(
                id, row.TimeOrNull(3) is { } resumed && resumed > since ? resumed : since,
                [.. TargetsIn(row.Text(1)).Where(target => target.Events.Contains(NotifyEvent.Stalled))]);
        }

        return await StoredRows.ReadAsync(context, "sweeps", Watched, [], Read, damage, cancellation)
            .Where(watch => !watch.Targets.IsEmpty)
            .ToListAsync(cancellation);
    }

    public static async Task<DateTimeOffset?> ReadLastProgressAsync(SweepDbContext context, Guid sweep, DamageSink damage, CancellationToken cancellation)
    {
        DateTimeOffset? last = null;
        DateTimeOffset? Read(StoredRow row)
        {
            row.Is(sweep, null);
            return row.TimeOrNull(0);
        }

        foreach (var (table, column) in Progress)
        {
            var sql = $"SELECT max({column}) FROM {table} WHERE sweep_id = @p0";
            await foreach (var at in StoredRows.ReadAsync(context, table, sql, [context.KeepId(sweep)], Read, damage, cancellation))
                last = at > last || last is null ? at : last;
        }

        return last;
    }

    public static async Task<bool> AddStalledAsync(
        SweepDbContext context, Guid sweep, NotifyTarget target, DateTimeOffset progressAt, DateTimeOffset now, CancellationToken cancellation)
    {
        var stalled = NotifyEvent.Stalled.ToName();
        var isWritten = await context.Notifications.AnyAsync(
            row => row.SweepId == sweep && row.Event == stalled && row.Url == target.Url && row.HappenedAt >= progressAt, cancellation);
        if (isWritten || !await context.Sweeps.AnyAsync(one => one.Id == sweep && one.State == SweepState.Running && one.DeletedAt == null, cancellation))
            return false;
        context.Add(NotificationRow.Of(sweep, NotifyEvent.Stalled, target, null, progressAt, now));
        await context.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Those never tried are due at once, whosever clock wrote them.</summary>
    private static IQueryable<NotificationRow> Due(SweepDbContext context, Guid? sweep, DateTimeOffset now)
    {
        var due = context.Notifications
            .Where(row => row.DueAt != null && (row.DueAt <= now || row.Attempts == 0))
            .Where(row => context.Sweeps.Any(one => one.Id == row.SweepId && one.DeletedAt == null));
        return sweep is { } id ? due.Where(row => row.SweepId == id) : due;
    }

    /// <summary>None where somebody has damaged the spec: the sweep is to end all the same.</summary>
    private static ImmutableArray<NotifyTarget> TargetsIn(string canonicalSpec)
    {
        try
        {
            return CanonicalNotify.Of(canonicalSpec);
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private static async Task<IReadOnlyList<NotificationRecord>> ReadAsync(
        SweepDbContext context, string where, Guid id, DamageSink damage, CancellationToken cancellation) =>
        await StoredRows.ReadAsync(context, "notifications", Select + where, [context.KeepId(id)], Read, damage, cancellation).ToListAsync(cancellation);

    private static NotificationRecord Read(StoredRow row)
    {
        row.Is(null, null);
        var sweep = row.Id(1);
        row.Is(sweep, null);
        return new(
            row.Id(0), sweep, row.Word<NotifyEvent>(2, NotifyEvents.TryParse, "event"), row.TextOrNull(3), row.Time(4), row.Text(5), row.TextOrNull(6),
            row.TextOrNull(7), row.Int(8), row.TimeOrNull(9), row.IntOrNull(10), row.TextOrNull(11), row.TimeOrNull(12), row.Time(13));
    }
}
