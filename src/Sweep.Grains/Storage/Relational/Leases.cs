using Microsoft.EntityFrameworkCore;
using Sweep.Core.Sweeps;
using Sweep.Grains.Storage.Model;

namespace Sweep.Grains.Storage.Relational;

/// <summary>Batches of trials granted to silos, and the attempts that they lost.</summary>
internal static class Leases
{
    public static async Task<bool> GrantAsync(SweepDbContext context, LeaseRecord lease, long epoch, CancellationToken cancellation)
    {
        // The update changes nothing: it locks the sweep's row until the lease is in, so that no cancel comes between.
        var runs = await context.Sweeps
            .Where(sweep => sweep.Id == lease.SweepId && sweep.Epoch == epoch && sweep.State == SweepState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(sweep => sweep.Epoch, sweep => sweep.Epoch), cancellation);
        if (runs == 0)
            return false;
        var row = LeaseRow.From(lease);
        // By hand, since this comes while slots wait for their first work, and compiling EF Core's tracking of changes takes longer than all else.
        await context.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO leases (id, sweep_id, silo, numbers, epoch, granted_at, expires_at)
             VALUES ({context.KeepId(row.Id)}, {context.KeepId(row.SweepId)}, {row.Silo}, {context.KeepJson(row.Numbers)}, {row.Epoch},
                     {context.KeepTime(row.GrantedAt)}, {context.KeepTime(row.ExpiresAt)})
             """,
            cancellation);
        return true;
    }

    public static async Task<IReadOnlyList<LeaseRecord>> ReadAsync(SweepDbContext context, Guid id, CancellationToken cancellation)
    {
        var leases = await context.Leases.AsNoTracking()
            .Where(lease => lease.SweepId == id)
            .OrderBy(lease => lease.GrantedAt).ThenBy(lease => lease.Id)
            .ToListAsync(cancellation);
        return [.. leases.Select(lease => lease.ToRecord())];
    }

    public static async Task EndAsync(SweepDbContext context, Guid leaseId, string? reason, DateTimeOffset now, CancellationToken cancellation)
    {
        var lease = await context.Leases.AsNoTracking().FirstOrDefaultAsync(row => row.Id == leaseId, cancellation);
        if (lease is null || await context.Leases.Where(row => row.Id == leaseId).ExecuteDeleteAsync(cancellation) == 0 || reason is null)
            return;
        foreach (var range in lease.ToRecord().Numbers.Where(range => range.Count > 0))
            await AddLostAttemptsAsync(context, lease, range, reason, now, cancellation);
    }

    public static async Task<IReadOnlyDictionary<long, int>> ReadLostAttemptsAsync(SweepDbContext context, Guid id, CancellationToken cancellation)
    {
        var lost = await context.Attempts
            .Where(attempt => attempt.SweepId == id)
            .Where(attempt => !context.Trials.Any(trial => trial.SweepId == id && trial.Number == attempt.Number))
            .GroupBy(attempt => attempt.Number)
            .Select(group => new { Number = group.Key, Count = group.Count() })
            .ToListAsync(cancellation);
        return lost.ToDictionary(row => row.Number, row => row.Count);
    }

    private static Task<int> AddLostAttemptsAsync(
        SweepDbContext context, LeaseRow lease, NumberRange range, string reason, DateTimeOffset now, CancellationToken cancellation)
    {
        var last = range.End - 1;
        var started = context.KeepTime(lease.GrantedAt);
        var ended = context.KeepTime(now);
        var sweep = context.KeepId(lease.SweepId);
        var id = context.KeepId(lease.Id);
        return context.Database.ExecuteSqlAsync(
            $"""
             WITH RECURSIVE numbers(number) AS (SELECT {range.Start} UNION ALL SELECT number + 1 FROM numbers WHERE number < {last})
             INSERT INTO attempts (sweep_id, number, attempt, lease_id, silo, started_at, ended_at, reason)
             SELECT {sweep}, n.number,
                    1 + coalesce((SELECT max(a.attempt) FROM attempts a WHERE a.sweep_id = {sweep} AND a.number = n.number), 0),
                    {id}, {lease.Silo}, {started}, {ended}, {reason}
             FROM numbers n
             WHERE NOT EXISTS (SELECT 1 FROM trials t WHERE t.sweep_id = {sweep} AND t.number = n.number)
             """,
            cancellation);
    }
}
