using Microsoft.EntityFrameworkCore;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Storage.Model;

namespace Sweep.Storage.Sqlite;

/// <summary>Grants leases.</summary>
internal static class SqliteLeases
{
    public static async Task<bool> GrantAsync(SweepDbContext context, IReadOnlyList<LeaseRecord> leases, long epoch, CancellationToken cancellation)
    {
        // A transaction that writes has the whole file from its beginning, so no cancel comes between.
        var id = leases[0].SweepId;
        if (!await context.Sweeps.AnyAsync(sweep => sweep.Id == id && sweep.Epoch == epoch && sweep.State == SweepState.Running, cancellation))
            return false;

        // By hand, since this comes while slots wait for their first work, and compiling EF Core's tracking of changes takes longer than all else.
        foreach (var row in leases.Select(LeaseRow.From))
        {
            await context.Database.ExecuteSqlAsync(
                $"""
                 INSERT INTO leases (id, sweep_id, silo, numbers, epoch, granted_at, expires_at, alone, trace_parent)
                 VALUES ({context.KeepId(row.Id)}, {context.KeepId(row.SweepId)}, {row.Silo}, {row.Numbers}, {row.Epoch},
                         {UtcText.Format(row.GrantedAt)}, {UtcText.Format(row.ExpiresAt)}, {row.Alone}, {row.TraceParent})
                 """,
                cancellation);
        }

        foreach (var proposal in leases.SelectMany(lease => lease.Proposals))
        {
            await context.Database.ExecuteSqlAsync(
                $"""
                 INSERT INTO proposals (sweep_id, number, parameters, seen_below)
                 VALUES ({context.KeepId(id)}, {proposal.Number}, {proposal.Parameters}, {proposal.SeenBelow}) ON CONFLICT DO NOTHING
                 """,
                cancellation);
        }

        return true;
    }
}
