using Sweep.Core.Pruners;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Rungs;

namespace Sweep.Storage.Relational;

/// <summary>What pruners have decided.</summary>
internal static class RungQueries
{
    public const string Columns = "number, rung, step, decision, value, mean, score, bracket, cohort, place, among, cutoff";

    /// <summary>A cohort is judged at once, by one cutoff: that of the last one is a rung's.</summary>
    private const string Sums =
        """
        WITH sums AS (
            SELECT bracket, rung, count(CASE WHEN decision = 'kept' THEN 1 END) AS kept, count(CASE WHEN decision = 'pruned' THEN 1 END) AS pruned,
                   count(CASE WHEN decision = 'completed' THEN 1 END) AS completed, max(cohort) AS cohort
            FROM rungs WHERE sweep_id = @p0 GROUP BY bracket, rung)
        SELECT s.bracket, s.rung, s.kept, s.pruned, s.completed, s.cohort, max(r.cutoff) AS cutoff
        FROM sums s JOIN rungs r ON r.sweep_id = @p0 AND r.bracket = s.bracket AND r.rung = s.rung AND r.cohort = s.cohort
        GROUP BY s.bracket, s.rung, s.kept, s.pruned, s.completed, s.cohort
        ORDER BY s.bracket, s.rung
        """;

    public static async Task<IReadOnlyList<RungVerdict>> ReadAsync(
        SweepDbContext context, Guid id, long? number, DamageSink damage, CancellationToken cancellation)
    {
        var sql = $"SELECT {Columns} FROM rungs WHERE sweep_id = @p0 {(number is null ? "" : "AND number = @p1 ")}ORDER BY number, rung";
        object[] values = number is { } one ? [context.KeepId(id), one] : [context.KeepId(id)];
        return await StoredRows.ReadAsync(context, "rungs", sql, values, row => Read(row, id), damage, cancellation).ToListAsync(cancellation);
    }

    public static async Task<IReadOnlyList<RungSum>> SumAsync(SweepDbContext context, Guid id, DamageSink damage, CancellationToken cancellation)
    {
        RungSum Read(StoredRow row)
        {
            row.Is(id, null);
            return new RungSum(row.Int(0), row.Int(1), row.Whole(2), row.Whole(3), row.Whole(4), row.Whole(5), row.NumberOrNull(6));
        }

        return await StoredRows.ReadAsync(context, "rungs", Sums, [context.KeepId(id)], Read, damage, cancellation).ToListAsync(cancellation);
    }

    public static async Task<IReadOnlyList<RungOutcome>> ReadOutcomesAsync(
        SweepDbContext context, Guid id, IReadOnlyCollection<long> numbers, DamageSink damage, CancellationToken cancellation)
    {
        if (numbers.Count == 0)
            return [];
        var sql = $"SELECT number, final_objective FROM trials WHERE sweep_id = @p0 AND number IN ({string.Join(", ", numbers)}) ORDER BY number";
        RungOutcome Read(StoredRow row)
        {
            row.Is(id, null);
            return new RungOutcome(row.Whole(0), row.NumberOrNull(1));
        }

        return await StoredRows.ReadAsync(context, "trials", sql, [context.KeepId(id)], Read, damage, cancellation).ToListAsync(cancellation);
    }

    private static RungVerdict Read(StoredRow row, Guid id)
    {
        row.Is(id, null);
        var number = row.Whole(0);
        row.Is(id, number);
        return new RungVerdict(number, row.Int(1), row.Int(2, 1), row.Word<RungDecision>(3, RungDecisions.TryParse, "decision"))
        {
            Value = row.NumberOrNull(4),
            Mean = row.NumberOrNull(5),
            Score = row.NumberOrNull(6),
            Bracket = row.Int(7),
            Cohort = row.Whole(8),
            Place = row.IsNull(9) ? null : row.Whole(9),
            Among = row.Whole(10),
            Cutoff = row.NumberOrNull(11),
        };
    }
}
