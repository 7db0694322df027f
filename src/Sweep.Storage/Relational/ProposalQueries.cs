using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Trials;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;

namespace Sweep.Storage.Relational;

/// <summary>Points that adaptive samplers chose.</summary>
internal static class ProposalQueries
{
    private const string Select = "SELECT number, parameters, seen_below FROM proposals WHERE sweep_id = @p0 ";

    public static async Task<IReadOnlyList<Proposal>> ReadAsync(
        SweepDbContext context, Guid id, SearchSpace space, long? number, DamageSink damage, CancellationToken cancellation)
    {
        var sql = Select + (number is null ? "ORDER BY number" : "AND number = @p1");
        object[] values = number is { } one ? [context.KeepId(id), one - one % space.Spec.Replicates] : [context.KeepId(id)];
        return await StoredRows.ReadAsync(context, "proposals", sql, values, row => Read(row, id, space), damage, cancellation).ToListAsync(cancellation);
    }

    public static async Task<IReadOnlyList<SearchOutcome>> ReadOutcomesAsync(
        SweepDbContext context, Guid id, SweepSpec spec, NumberRange numbers, DamageSink damage, CancellationToken cancellation)
    {
        List<object> values = [context.KeepId(id), numbers.Start, numbers.End];
        var sql = $"SELECT number, state, trained_iterations, final_objective{ObjectiveSql.Further(spec, context, values)} "
            + "FROM trials WHERE sweep_id = @p0 AND number >= @p1 AND number < @p2 ORDER BY number";
        var count = spec.ReportedObjectives.Length;
        SearchOutcome ReadOutcome(StoredRow row)
        {
            row.Is(id, null);
            var number = row.Whole(0);
            row.Is(id, number);
            return new SearchOutcome(
                number, row.Word<TrialState>(1, TrialStates.TryParse, "state of a trial"),
                [.. Enumerable.Range(3, count).Select(column => row.NumberOrNull(column) ?? double.NaN)], row.Int(2));
        }

        return numbers.Count == 0
            ? []
            : await StoredRows.ReadAsync(context, "trials", sql, [.. values], ReadOutcome, damage, cancellation).ToListAsync(cancellation);
    }

    private static Proposal Read(StoredRow row, Guid id, SearchSpace space)
    {
        row.Is(id, null);
        var number = row.Whole(0, 0, space.PlannedTrials - 1);
        row.Is(id, number);
        var proposal = new Proposal(number, row.Text(1), row.Whole(2, 0, number));
        Learn(row, 1, space, number);
        return proposal;
    }

    /// <summary>The space learns a trial's point from a column.</summary>
    internal static void Learn(StoredRow row, int column, SearchSpace space, long number)
    {
        try
        {
            space.Learn(number, row.Text(column));
        }
        catch (FormatException)
        {
            throw row.Damaged(column, row.Text(column), "is no point of the sweep's space");
        }
    }
}
