namespace Sweep.Storage.Sqlite;

/// <summary>Reads the curves of a sweep page by page in order of number, a page being bounded in rows and in bytes.</summary>
internal sealed class SqliteCurveReader(Guid sweep, IReadOnlyCollection<long>? numbers, DamageSink damage)
{
    private const int PageRows = 1000;
    private const int PageBytes = 16 << 20;
    private const string Columns = "SELECT number, every, last_iteration, loss, accuracy FROM loss_curves WHERE sweep_id = ?1 AND number ";

    private readonly long[]? _numbers = numbers is null ? null : [.. numbers.Distinct().Order()];

    // A number, or a place among the numbers that are wanted.
    private long _from;
    private long _after;
    private bool _isLast;
    private bool _isAtEnd;

    /// <summary>The next curves, maybe none; null at the end. The same again until <see cref="MoveOn"/>, for a read may have to be done again.</summary>
    public List<CurveRecord>? ReadPage(SqliteSession session)
    {
        if (_isAtEnd)
            return null;
        var page = new List<CurveRecord>();
        using var statement = new SqliteStatement(session.Connection, Columns + (_numbers is null ? ">= ?2 ORDER BY number" : "= ?2"));
        statement.Bind(1, sweep);
        if (_numbers is null)
            ReadAll(statement, page);
        else
            ReadNumbers(statement, page);
        return page;
    }

    /// <summary>Goes behind the page that was read.</summary>
    public void MoveOn() => (_from, _isAtEnd) = (_after, _isLast);

    private void ReadAll(SqliteStatement statement, List<CurveRecord> page)
    {
        statement.Bind(2, _from);
        var from = _from;
        var rows = 0;
        var hasMore = true;
        for (var bytes = 0L; rows < PageRows && bytes < PageBytes && (hasMore = statement.Step()); rows++)
        {
            // What is no whole number sorts behind all that are, or between two of them.
            from = statement.Type(0) == SqliteStatement.Integer ? statement.ColumnInt64(0) + 1 : from;
            ReadRow(statement, page, ref bytes);
        }

        _isLast = !hasMore || from == _from;
        _after = from;
    }

    private void ReadNumbers(SqliteStatement statement, List<CurveRecord> page)
    {
        var next = (int)_from;
        for (var (rows, bytes) = (0, 0L); next < _numbers!.Length && rows < PageRows && bytes < PageBytes; next++, rows++)
        {
            statement.Bind(2, _numbers[next]);
            if (statement.Step())
                ReadRow(statement, page, ref bytes);
            statement.Reset();
        }

        _isLast = next == _numbers.Length;
        _after = next;
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
