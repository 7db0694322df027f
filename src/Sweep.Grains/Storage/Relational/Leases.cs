using Microsoft.EntityFrameworkCore;
using Sweep.Core.Sweeps;
using Sweep.Grains.Storage.Model;

namespace Sweep.Grains.Storage.Relational;

/// <summary>Batches of trials granted to silos.</summary>
internal static class Leases
{
    public static async Task<bool> GrantAsync(SweepDbContext context, IReadOnlyList<LeaseRecord> leases, long epoch, CancellationToken cancellation)
    {
        // The update changes nothing: it locks the sweep's row until the leases are in, so that no cancel comes between.
        var id = leases[0].SweepId;
        var runs = await context.Sweeps
            .Where(sweep => sweep.Id == id && sweep.Epoch == epoch && sweep.State == SweepState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(sweep => sweep.Epoch, sweep => sweep.Epoch), cancellation);
        if (runs == 0)
            return false;
        // By hand, since this comes while slots wait for their first work, and compiling EF Core's tracking of changes takes longer than all else.
        foreach (var row in leases.Select(LeaseRow.From))
        {
            await context.Database.ExecuteSqlAsync(
                $"""
                 INSERT INTO leases (id, sweep_id, silo, numbers, epoch, granted_at, expires_at, alone, trace_parent)
                 VALUES ({context.KeepId(row.Id)}, {context.KeepId(row.SweepId)}, {row.Silo}, {context.KeepJson(row.Numbers)}, {row.Epoch},
                         {context.KeepTime(row.GrantedAt)}, {context.KeepTime(row.ExpiresAt)}, {row.Alone}, {row.TraceParent})
                 """,
                cancellation);
        }

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

    public static Task<int> RenewAsync(
        SweepDbContext context, Guid id, IReadOnlyCollection<string> silos, DateTimeOffset until, CancellationToken cancellation) =>
        context.Leases
            .Where(lease => lease.SweepId == id && silos.Contains(lease.Silo) && lease.ExpiresAt < until)
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.ExpiresAt, until), cancellation);

    public static async Task<IReadOnlyList<LostTrial>> EndAsync(
        SweepDbContext context, IReadOnlyCollection<Guid> leases, LeaseLoss? loss, DateTimeOffset now, CancellationToken cancellation)
    {
        if (loss is null)
        {
            await context.Leases.Where(lease => EF.Parameter(leases).Contains(lease.Id)).ExecuteDeleteAsync(cancellation);
            return [];
        }

        var lost = new List<LostTrial>();
        foreach (var row in await context.Leases.AsNoTracking().Where(lease => EF.Parameter(leases).Contains(lease.Id)).ToListAsync(cancellation))
        {
            // Whoever deletes the row writes the attempts, so that they are written once.
            if (await context.Leases.Where(lease => lease.Id == row.Id).ExecuteDeleteAsync(cancellation) == 0)
                continue;
            lost.AddRange(await Attempts.AddAsync(context, row, [.. row.ToRecord().Numbers.SelectMany(range => range.Numbers())], loss, now, cancellation));
        }

        return lost;
    }
}
