using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Relational;

/// <summary>Reads what pictures need of all trials of a sweep, page by page.</summary>
internal static class TrialBriefQueries
{
    private const int PageSize = 20_000;

    /// <summary>A prime: its multiples of the other one spread numbers evenly, whatever period the grid has.</summary>
    private const long Modulus = 1_000_003;

    private const string Columns =
        "SELECT number, parameters, state, origin, final_objective, best_objective, reached_at, trained_iterations, train_seconds, started_at, finished_at, silo, slot";

    private const int ColumnCount = 13;

    /// <summary>Numbers are below 10¹², so nothing overflows.</summary>
    private static readonly string Briefs =
        $"""
        FROM trials WHERE sweep_id = @p0 AND number >= @p1 AND number < @p2 AND (@p3 >= {Modulus} OR number % {Modulus} * 7919 % {Modulus} < @p3)
        ORDER BY number LIMIT {PageSize}
        """;

    public static async Task<long> CountAsync(SweepDbContext context, Guid id, long planned, DamageSink damage, CancellationToken cancellation) =>
        await StoredRows.ReadAsync(
            context, "trials", "SELECT count(*) FROM trials WHERE sweep_id = @p0 AND number >= 0 AND number < @p1", [context.KeepId(id), planned],
            row => row.Whole(0), damage, cancellation).FirstAsync(cancellation);

    /// <summary>The trials of a page, as one, and from which number on the next one is; null at the end.</summary>
    /// <param name="numbers">Which it begins with, and before which it ends.</param>
    /// <param name="known">What was read before.</param>
    public static async Task<(List<TrialBrief[]> Rows, long? Next)> PageAsync(
        SweepDbContext context, Guid id, SweepSpec spec, NumberRange numbers, double share, BriefTexts known, DamageSink damage,
        CancellationToken cancellation)
    {
        var (count, taken, last, further) = (0, 0, numbers.Start - 1, spec.ReportedObjectives.Length - 1);
        var rows = new TrialBrief[Math.Min(PageSize, numbers.Count)];
        void Take(StoredRow row)
        {
            count++;
            row.Is(id, null);
            last = row.Whole(0);
            row.Is(id, last);
            rows[taken] = ReadBrief(row, last, known);
            if (further > 0)
            {
                var others = Enumerable.Range(ColumnCount, further).Select(column => row.NumberOrNull(column) ?? double.NaN);
                rows[taken] = rows[taken] with { Further = [.. others] };
            }

            taken++;
        }

        List<object> values = [context.KeepId(id), numbers.Start, numbers.End, (long)Math.Ceiling(share * Modulus)];
        var sql = $"{Columns}{ObjectiveSql.Further(spec, context, values)} {Briefs}";
        await StoredRows.TakeAsync(context, "trials", sql, [.. values], Take, damage, cancellation);
        return ([taken == rows.Length ? rows : rows[..taken]], count < PageSize || last < numbers.Start ? null : last + 1);
    }

    private static TrialBrief ReadBrief(StoredRow row, long number, BriefTexts texts) =>
        new(
            number, texts.Point(row),
            row.Word<TrialState>(2, TrialStates.TryParse, "state of a finished trial"), row.Word<TrialOrigin>(3, TrialOrigins.TryParse, "origin of a trial"),
            row.NumberOrNull(4) ?? double.NaN, row.NumberOrNull(5) ?? double.NaN,
            row.IntOrNull(6, 0, TrainingLimits.Iterations) ?? -1, row.Int(7, 0, TrainingLimits.Iterations), row.Finite(8, 0), row.Time(9), row.Time(10),
            texts.Silo(row.Text(11)),
            row.Int(12));
}
