using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sweep.Core.Scheduling;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Owning;

namespace Sweep.Storage.Relational;

/// <summary>Batches of trials granted to silos.</summary>
internal static class LeaseQueries
{
    private const string Select =
        "SELECT l.id, l.silo, l.numbers, l.epoch, l.granted_at, l.expires_at, l.alone, l.trace_parent, "
        + $"{PlanCuts.LeasedBelow}, l.sweep_id FROM leases l JOIN sweeps s ON s.id = l.sweep_id ";

    public static async Task<IReadOnlyList<LeaseRecord>> ReadAsync(SweepDbContext context, Guid id, DamageSink damage, CancellationToken cancellation) =>
        await StoredRows.ReadAsync(context, "leases", Select + "WHERE l.sweep_id = @p0 ORDER BY l.granted_at, l.id", [context.KeepId(id)], Read, damage, cancellation)
            .ToListAsync(cancellation);

    public static async Task<LeaseRecord?> FindAsync(SweepDbContext context, Guid lease, DamageSink damage, CancellationToken cancellation) =>
        await StoredRows.ReadAsync(context, "leases", Select + "WHERE l.id = @p0", [context.KeepId(lease)], Read, damage, cancellation).FirstOrDefaultAsync(cancellation);

    private static LeaseRecord Read(StoredRow row)
    {
        var sweep = row.Id(9);
        row.Is(sweep, null);
        return new(row.Id(0), sweep, SiloKey.Parse(row.Text(1)), NumbersOf(row, row.Whole(8, 1)), row.Whole(3), row.Time(4), row.Time(5))
        {
            Alone = row.Flag(6),
            TraceParent = row.TextOrNull(7),
        };
    }

    private static List<NumberRange> NumbersOf(StoredRow row, long planned)
    {
        var text = row.Text(2);
        long[][]? pairs;
        try
        {
            pairs = JsonSerializer.Deserialize(text, StoredJson.Default.Int64ArrayArray);
        }
        catch (JsonException)
        {
            throw row.Damaged(2, text, "is no list of runs of numbers");
        }

        var runs = pairs?.Select(pair => pair is [var start, var end] && start >= 0 && start < end && end <= planned ? new NumberRange(start, end) : default)
            .ToList() ?? [];
        if (runs.Count == 0 || runs.Any(run => run.Count == 0) || runs.Sum(run => run.Count) > WorkPacing.MostTrialsALease)
            throw row.Damaged(2, text, FormattableString.Invariant($"is no list of runs of numbers below {planned}, at most {WorkPacing.MostTrialsALease} in all"));
        return runs;
    }

    public static Task<int> RenewAsync(
        SweepDbContext context, Guid id, IReadOnlyCollection<string> silos, DateTimeOffset until, CancellationToken cancellation) =>
        context.Leases
            .Where(lease => lease.SweepId == id && silos.Contains(lease.Silo) && lease.ExpiresAt < until)
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.ExpiresAt, until), cancellation);

    public static async Task<IReadOnlyList<LostTrial>> EndAsync(
        SweepDbContext context, IReadOnlyCollection<Guid> leases, LeaseLoss? loss, DateTimeOffset now, DamageSink damage, CancellationToken cancellation)
    {
        if (loss is null)
        {
            await context.Leases.Where(lease => EF.Parameter(leases).Contains(lease.Id)).ExecuteDeleteAsync(cancellation);
            return [];
        }

        if (leases.Count == 0)
            return [];
        var places = string.Join(", ", leases.Select((_, k) => FormattableString.Invariant($"@p{k}")));
        var found = await StoredRows.ReadAsync(
            context, "leases", $"{Select}WHERE l.id IN ({places})", [.. leases.Select(context.KeepId)], Read, damage, cancellation).ToListAsync(cancellation);
        var lost = new List<LostTrial>();
        foreach (var lease in found)
        {
            // Whoever deletes the row writes the attempts, so that they are written once.
            if (await context.Leases.Where(row => row.Id == lease.Id).ExecuteDeleteAsync(cancellation) > 0)
                lost.AddRange(await AttemptQueries.AddAsync(context, lease, [.. lease.All], loss, now, cancellation));
        }

        return lost;
    }
}
