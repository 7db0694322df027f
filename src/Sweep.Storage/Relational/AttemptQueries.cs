using Microsoft.EntityFrameworkCore;
using Sweep.Core.Scheduling;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Owning;

namespace Sweep.Storage.Relational;

/// <summary>Tries at trials that ended without a result.</summary>
internal static class AttemptQueries
{
    private const string Lost =
        $"SELECT number, attempt, cause, alone, progressed, trace_parent, (SELECT {PlanCuts.LeasedBelow} FROM sweeps WHERE id = @p0) FROM attempts a "
        + "WHERE sweep_id = @p0 AND NOT EXISTS (SELECT 1 FROM trials t WHERE t.sweep_id = a.sweep_id AND t.number = a.number)";

    public static async Task<IReadOnlyList<LostTrial>> LoseAsync(
        SweepDbContext context, Guid leaseId, IReadOnlyCollection<long> numbers, LeaseLoss loss,
        DateTimeOffset now, DamageSink damage, CancellationToken cancellation)
    {
        var lease = await LeaseQueries.FindAsync(context, leaseId, damage, cancellation);
        return lease is null ? [] : await AddAsync(context, lease, numbers, loss, now, cancellation);
    }

    public static async Task<IReadOnlyList<LostTrial>> AddAsync(
        SweepDbContext context, LeaseRecord lease, IReadOnlyCollection<long> numbers, LeaseLoss loss, DateTimeOffset now, CancellationToken cancellation)
    {
        var finished = await TrialQueries.ReadFinishedAmongAsync(context, lease.SweepId, numbers, cancellation);
        var before = await context.Attempts
            .Where(attempt => attempt.SweepId == lease.SweepId && EF.Parameter(numbers).Contains(attempt.Number))
            .Where(attempt => !context.Attempts.Any(
                later => later.SweepId == attempt.SweepId && later.Number == attempt.Number && later.Attempt > attempt.Attempt))
            .Select(attempt => new { attempt.Number, attempt.Attempt, attempt.TraceParent, attempt.LeaseId })
            .ToDictionaryAsync(row => row.Number, cancellation);
        var progressed = await context.Checkpoints
            .Where(checkpoint => checkpoint.SweepId == lease.SweepId && checkpoint.LeaseId == lease.Id)
            .Select(checkpoint => checkpoint.Number)
            .ToListAsync(cancellation);

        // A lease's trial is lost once: it was told already where an answer of the server did not come, or where the lease's silo went on and died.
        var told = before.Values.Where(last => last.LeaseId == lease.Id).Select(last => last.Number);
        LostTrial[] lost = [.. numbers.Except(finished).Except(told).Select(number => before.TryGetValue(number, out var last)
            ? new LostTrial(lease.Id, number, last.Attempt + 1, last.TraceParent)
            : new LostTrial(lease.Id, number, 1, null))];
        context.AddRange(lost.Select(trial => new AttemptRow
        {
            SweepId = lease.SweepId,
            Number = trial.Number,
            Attempt = trial.Attempt,
            LeaseId = lease.Id,
            Silo = lease.Silo.ToString(),
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

    public static async Task<IReadOnlyDictionary<long, TrialLosses>> ReadAsync(
        SweepDbContext context, Guid id, DamageSink damage, CancellationToken cancellation)
    {
        (long Number, LostAttempt Attempt) Read(StoredRow row)
        {
            row.Is(id, null);
            var number = row.Whole(0, 0, row.Whole(6, 1) - 1);
            row.Is(id, number);
            return (number, new LostAttempt(row.Int(1, 1), row.Word<LossCause>(2, LossCauses.TryParse, "cause of a lost attempt"), row.Flag(3), row.Flag(4), row.TextOrNull(5)));
        }

        var lost = await StoredRows.ReadAsync(context, "attempts", Lost, [context.KeepId(id)], Read, damage, cancellation).ToListAsync(cancellation);
        return lost.GroupBy(one => one.Number).ToDictionary(group => group.Key, group => TrialLosses.Of(group.Select(one => one.Attempt)));
    }
}
