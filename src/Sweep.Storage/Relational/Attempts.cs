using Microsoft.EntityFrameworkCore;
using Sweep.Core.Scheduling;
using Sweep.Storage.Model;

namespace Sweep.Storage.Relational;

/// <summary>Tries at trials that ended without a result.</summary>
internal static class Attempts
{
    public static async Task<IReadOnlyList<LostTrial>> LoseAsync(
        SweepDbContext context, Guid leaseId, IReadOnlyCollection<long> numbers, LeaseLoss loss, DateTimeOffset now, CancellationToken cancellation)
    {
        var lease = await context.Leases.AsNoTracking().FirstOrDefaultAsync(row => row.Id == leaseId, cancellation);
        return lease is null ? [] : await AddAsync(context, lease, numbers, loss, now, cancellation);
    }

    public static async Task<IReadOnlyList<LostTrial>> AddAsync(
        SweepDbContext context, LeaseRow lease, IReadOnlyCollection<long> numbers, LeaseLoss loss, DateTimeOffset now, CancellationToken cancellation)
    {
        var finished = await TrialQueries.ReadFinishedAmongAsync(context, lease.SweepId, numbers, cancellation);
        var before = await context.Attempts
            .Where(attempt => attempt.SweepId == lease.SweepId && EF.Parameter(numbers).Contains(attempt.Number))
            .Where(attempt => !context.Attempts.Any(
                later => later.SweepId == attempt.SweepId && later.Number == attempt.Number && later.Attempt > attempt.Attempt))
            .Select(attempt => new { attempt.Number, attempt.Attempt, attempt.TraceParent })
            .ToDictionaryAsync(row => row.Number, cancellation);
        var progressed = await context.Checkpoints
            .Where(checkpoint => checkpoint.SweepId == lease.SweepId && checkpoint.LeaseId == lease.Id)
            .Select(checkpoint => checkpoint.Number)
            .ToListAsync(cancellation);
        LostTrial[] lost = [.. numbers.Except(finished).Select(number => before.TryGetValue(number, out var last)
            ? new LostTrial(lease.Id, number, last.Attempt + 1, last.TraceParent)
            : new LostTrial(lease.Id, number, 1, null))];
        context.AddRange(lost.Select(trial => new AttemptRow
        {
            SweepId = lease.SweepId,
            Number = trial.Number,
            Attempt = trial.Attempt,
            LeaseId = lease.Id,
            Silo = lease.Silo,
            StartedAt = lease.GrantedAt,
            EndedAt = now,
            Cause = loss.Cause,
            Reason = loss.Reason,
            Alone = lease.Alone,
            Progressed = progressed.Contains(trial.Number),
            TraceParent = loss.Traces?.GetValueOrDefault(trial.Number),
        }));
        await context.SaveChangesAsync(cancellation);
        return lost;
    }

    public static async Task<IReadOnlyDictionary<long, TrialLosses>> ReadAsync(SweepDbContext context, Guid id, DamageSink damage, CancellationToken cancellation)
    {
        var lost = await context.Attempts
            .Where(attempt => attempt.SweepId == id)
            .Where(attempt => !context.Trials.Any(trial => trial.SweepId == id && trial.Number == attempt.Number))
            .Select(attempt => new { attempt.Number, attempt.Attempt, attempt.Cause, attempt.Alone, attempt.Progressed, attempt.TraceParent })
            .ToListAsync(cancellation);
        var planned = await context.Sweeps.Where(sweep => sweep.Id == id).Select(sweep => sweep.PlannedTrials).FirstOrDefaultAsync(cancellation);
        foreach (var beyond in lost.Where(attempt => attempt.Number < 0 || attempt.Number >= planned).ToList())
        {
            damage.Take(new RowDamage("attempts", "number", id, beyond.Number, $"is not below {planned}"));
            lost.Remove(beyond);
        }

        return lost
            .GroupBy(attempt => attempt.Number)
            .ToDictionary(
                group => group.Key,
                group => TrialLosses.Of(group.Select(a => new LostAttempt(a.Attempt, a.Cause, a.Alone, a.Progressed, a.TraceParent))));
    }
}
