using Sweep.Core.Pruners;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Rungs;

namespace Sweep.Storage.Relational;

/// <summary>What pruners have decided.</summary>
internal static class RungQueries
{
    public const string Columns = "number, rung, step, decision, value, mean, score, bracket, cohort, place, among, cutoff";

    public static async Task<IReadOnlyList<RungVerdict>> ReadAsync(
        SweepDbContext context, Guid id, long? number, DamageSink damage, CancellationToken cancellation)
    {
        var sql = $"SELECT {Columns} FROM rungs WHERE sweep_id = @p0 {(number is null ? "" : "AND number = @p1 ")}ORDER BY number, rung";
        object[] values = number is { } one ? [context.KeepId(id), one] : [context.KeepId(id)];
        return await StoredRows.ReadAsync(context, "rungs", sql, values, row => Read(row, id), damage, cancellation).ToListAsync(cancellation);
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
