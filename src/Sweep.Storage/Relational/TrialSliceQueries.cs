using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Relational;

/// <summary>Selects and sorts trials, of which as many are read as are wanted.</summary>
internal static class TrialSliceQueries
{
    private static readonly string[] Names = [.. TrialColumns.All.Select(column => column.Name).Except(TrialQueries.Unread)];

    private static readonly string One = $"SELECT {string.Join(", ", Names)} FROM trials WHERE sweep_id = @p0 AND number = @p1";

    public static async Task<TrialRecord?> FindAsync(SweepDbContext context, Guid id, long number, DamageSink damage, CancellationToken cancellation) =>
        await StoredRows.ReadAsync(
            context, "trials", One, [context.KeepId(id), number],
            row =>
            {
                row.Is(id, number);
                return TrialQueries.ReadTrial(row, id);
            },
            damage, cancellation).FirstOrDefaultAsync(cancellation);

    public static async Task<TrialSlice> ReadAsync(
        SweepDbContext context, FieldSql sql, Guid id, long planned, TrialSelection selection, DamageSink damage, CancellationToken cancellation)
    {
        var values = new SqlValues();
        var statement = Statement(sql, values, context.KeepId(id), planned, selection);
        var (count, last) = (0, selection.Behind);
        TrialRecord Read(StoredRow row)
        {
            count++;
            row.Is(id, null);
            var number = row.Whole(0);
            row.Is(id, number);
            last = new TrialPlace(PlaceOf(row, Names.Length, selection.OrderBy), number);
            return TrialQueries.ReadTrial(row, id);
        }

        var rows = await StoredRows.ReadAsync(context, "trials", statement, values.All, Read, damage, cancellation).ToListAsync(cancellation);

        // A place is that of the last row, whether it could be read or not: one more would have to be read only to see that it is there.
        return new TrialSlice(rows, count < selection.Limit || last == selection.Behind ? null : last);
    }

    /// <summary>The numbers are found first, so that what is sorted is narrow whatever a row has.</summary>
    private static string Statement(FieldSql sql, SqlValues values, object id, long planned, TrialSelection selection)
    {
        var isByNumber = selection.OrderBy == TrialField.Number;
        var (sweep, end) = (values.Add(id), values.Add(planned));
        var where = $"t.sweep_id = {sweep} AND t.number >= 0 AND t.number < {end}";
        foreach (var condition in selection.Conditions)
            where += $" AND {Condition(sql, values, condition)}";
        var place = sql.Of(selection.OrderBy, values);
        if (selection.OrderBy.Kind == TrialFieldKind.Text)
            place = FormattableString.Invariant($"substr({place}, 1, {TrialSelection.SortedCharacters})");
        if (selection.Behind is { } behind)
            where += $" AND {Behind(sql, values, place, behind, isByNumber, selection.IsDescending)}";
        var direction = selection.IsDescending ? "DESC" : "ASC";
        string Order(string value, string number) => isByNumber ? $"{number} {direction}" : $"({value} IS NULL), {value} {direction}, {number}";
        return FormattableString.Invariant(
            $"""
             SELECT {string.Join(", ", Names.Select(name => $"t.{name}"))}, f.place
             FROM (
               SELECT t.number AS number, {(isByNumber ? "NULL" : place)} AS place FROM trials t
               WHERE {where} ORDER BY {Order(place, "t.number")} LIMIT {selection.Limit}
             ) f JOIN trials t ON t.sweep_id = {sweep} AND t.number = f.number
             ORDER BY {Order("f.place", "f.number")}
             """);
    }

    private static string Condition(FieldSql sql, SqlValues values, TrialCondition condition)
    {
        var field = sql.Of(condition.Field, values);
        if (condition.Value is null)
            return condition.Comparison == TrialComparison.Equal ? $"{field} IS NULL" : $"{field} IS NOT NULL";
        var value = values.Add(sql.Keep(condition.Value));
        return condition.Comparison switch
        {
            TrialComparison.Equal => $"{field} = {value}",
            TrialComparison.NotEqual => $"({field} <> {value} OR {field} IS NULL)",
            TrialComparison.AtLeast => $"{field} >= {value}",
            TrialComparison.AtMost => $"{field} <= {value}",
            TrialComparison.Above => $"{field} > {value}",
            _ => $"{field} < {value}",
        };
    }

    private static string Behind(FieldSql sql, SqlValues values, string place, TrialPlace behind, bool isByNumber, bool isDescending)
    {
        var further = isDescending ? "<" : ">";
        var number = values.Add(behind.Number);
        if (isByNumber)
            return $"t.number {further} {number}";
        if (behind.Value is null)
            return $"{place} IS NULL AND t.number > {number}";
        var value = values.Add(sql.Keep(behind.Value));
        return $"({place} {further} {value} OR {place} = {value} AND t.number > {number} OR {place} IS NULL)";
    }

    private static object? PlaceOf(StoredRow row, int column, TrialField field)
    {
        if (row.IsNull(column))
            return null;
        return field.Kind switch
        {
            TrialFieldKind.Text => row.Text(column),
            TrialFieldKind.Whole => row.Whole(column, long.MinValue),
            TrialFieldKind.Real => row.Number(column),
            TrialFieldKind.Truth => row.Flag(column),
            _ => row.Time(column),
        };
    }
}
