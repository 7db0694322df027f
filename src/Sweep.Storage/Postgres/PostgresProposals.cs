using Microsoft.EntityFrameworkCore;
using Sweep.Core.Scheduling;
using Sweep.Storage.Model;

namespace Sweep.Storage.Postgres;

/// <summary>Writes what was proposed for leases.</summary>
internal static class PostgresProposals
{
    public static async Task AddAsync(SweepDbContext context, IReadOnlyList<LeaseRecord> leases, CancellationToken cancellation)
    {
        Proposal[] proposals = [.. leases.SelectMany(lease => lease.Proposals)];
        if (proposals.Length == 0)
            return;
        long[] numbers = [.. proposals.Select(proposal => proposal.Number)];
        string[] parameters = [.. proposals.Select(proposal => proposal.Parameters)];
        long[] seen = [.. proposals.Select(proposal => proposal.SeenBelow)];
        await context.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO proposals (sweep_id, number, parameters, seen_below)
             SELECT {leases[0].SweepId}, p.number, p.parameters::jsonb, p.seen FROM unnest({numbers}, {parameters}, {seen}) AS p(number, parameters, seen)
             ON CONFLICT DO NOTHING
             """,
            cancellation);
    }
}
