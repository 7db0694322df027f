using Sweep.Storage.Faults;
using Sweep.Storage.Relational;
using Sweep.Storage.Results;

namespace Sweep.Storage.Sqlite;

/// <summary>
/// Reads the curves of a sweep page by page in order of number, a page being bounded in rows and in bytes. It keeps no place, for a read may have to
/// be done again.
/// </summary>
internal sealed class SqliteCurveReader(Guid sweep, IReadOnlyCollection<long>? numbers, DamageSink damage)
{
    private const int PageRows = 1000;
    private const int PageBytes = 16 << 20;
    private const string Columns = "SELECT number, every, last_iteration, loss, accuracy FROM loss_curves WHERE sweep_id = ?1 AND number ";

    private readonly long[]? _numbers = numbers is null ? null : [.. numbers.Distinct().Order()];

    /// <summary>
    /// Curves from <paramref name="from"/> on, maybe none, and where the next page begins, null at the end: a number, or a place among the numbers
    /// that are wanted.
    /// </summary>
    public (List<CurveRecord> Rows, long? Next) ReadPage(SqliteSession session, long from)
    {
        var page = new List<CurveRecord>();
        using var statement = new SqliteStatement(session.Connection, Columns + (_numbers is null ? ">= ?2 ORDER BY number" : "= ?2"));
        statement.Bind(1, sweep);
        return (page, _numbers is null ? ReadAll(statement, page, from) : ReadNumbers(statement, page, _numbers, (int)from));
    }

    private long? ReadAll(SqliteStatement statement, List<CurveRecord> page, long from)
    {
        statement.Bind(2, from);
        var next = from;
        var rows = 0;
        var hasMore = true;
        for (var bytes = 0L; rows < PageRows && bytes < PageBytes && (hasMore = statement.Step()); rows++)
        {
            // What is no whole number sorts behind all that are, or between two of them.
            next = statement.Type(0) == SqliteStatement.Integer ? statement.ColumnInt64(0) + 1 : next;
            ReadRow(statement, page, ref bytes);
        }

        return !hasMore || next == from ? null : next;
    }

    private long? ReadNumbers(SqliteStatement statement, List<CurveRecord> page, long[] wanted, int next)
    {
        for (var (rows, bytes) = (0, 0L); next < wanted.Length && rows < PageRows && bytes < PageBytes; next++, rows++)
        {
            statement.Bind(2, wanted[next]);
            if (statement.Step())
                ReadRow(statement, page, ref bytes);
            statement.Reset();
        }

        return next == wanted.Length ? null : next;
    }

    private void ReadRow(SqliteStatement statement, List<CurveRecord> page, ref long bytes)
    {
        if (FindWrongType(statement) is { } wrong)
        {
            damage.Take(wrong);
            return;
        }

        var (number, every, last) = (statement.ColumnInt64(0), statement.ColumnInt64(1), statement.ColumnInt64(2));
        bytes += statement.ColumnBytes(3) + statement.ColumnBytes(4);
        var (loss, accuracy) = (CurveJson.Read(statement.ColumnUtf8(3)), CurveJson.Read(statement.ColumnUtf8(4)));
        var found = loss is null || accuracy is null
            ? new RowDamage("loss_curves", loss is null ? "loss" : "accuracy", sweep, number, "is no JSON array of numbers")
            : CurveShape.Check(sweep, number, every, last, loss.Length, accuracy.Length);
        if (found is null)
            page.Add(new CurveRecord(sweep, number, (int)every, (int)last, loss!, accuracy!));
        else
            damage.Take(found);
    }

    private RowDamage? FindWrongType(SqliteStatement statement)
    {
        long? number = statement.Type(0) == SqliteStatement.Integer ? statement.ColumnInt64(0) : null;
        string[] names = ["number", "every", "last_iteration", "loss", "accuracy"];
        for (var k = 0; k < names.Length; k++)
        {
            if (statement.Type(k) != (k < 3 ? SqliteStatement.Integer : SqliteStatement.Text))
                return new RowDamage("loss_curves", names[k], sweep, number, $"{(k < 3 ? StoredRow.Shown(statement.IsNull(k) ? null : statement.ColumnText(k)) + " is no whole number" : "is no text")}");
        }

        return null;
    }
}
