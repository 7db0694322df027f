using Microsoft.EntityFrameworkCore;
using Sweep.Core.Pruners;
using Sweep.Storage.Model;
using Sweep.Storage.Relational;

namespace Sweep.Storage.Postgres;

/// <summary>Writes what pruners have decided, in one statement.</summary>
internal static class PostgresRungs
{
    private const string Insert = $$"""
        INSERT INTO rungs (sweep_id, {{RungQueries.Columns}})
        SELECT {0}, r.* FROM unnest({1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {11}, {12}) AS r
        ON CONFLICT DO NOTHING
        """;

    /// <remarks>The sweep's row is written to, so that an owner who takes it over meanwhile reads what this one has added, or this one adds nothing.</remarks>
    public static async Task<bool> AddAsync(
        SweepDbContext context, Guid id, long epoch, IReadOnlyList<RungVerdict> verdicts, CancellationToken cancellation)
    {
        var isOwner = await context.Sweeps
            .Where(sweep => sweep.Id == id && sweep.Epoch == epoch && sweep.Owner != null)
            .ExecuteUpdateAsync(set => set.SetProperty(sweep => sweep.Epoch, epoch), cancellation) == 1;
        if (!isOwner)
            return false;
        T[] Of<T>(Func<RungVerdict, T> value) => [.. verdicts.Select(value)];
        object[] values =
        [
            id, Of(row => row.Number), Of(row => row.Rung), Of(row => row.Step), Of(row => row.Decision.ToName()), Of(row => row.Value), Of(row => row.Mean),
            Of(row => row.Score), Of(row => row.Bracket), Of(row => row.Cohort), Of(row => row.Place), Of(row => row.Among), Of(row => row.Cutoff),
        ];
        await context.Database.ExecuteSqlRawAsync(Insert, values, cancellation);
        return true;
    }
}
