namespace Sweep.Grains.Storage.Sqlite;

/// <summary>Reads the curves of a sweep page by page in order of number, a page being bounded in rows and in bytes.</summary>
internal sealed class SqliteCurveReader(Guid sweep, IReadOnlyCollection<long>? numbers)
{
    private const int PageRows = 1000;
    private const int PageBytes = 8 << 20;
    private const string Columns = "SELECT number, every, last_iteration, loss, accuracy FROM loss_curves WHERE sweep_id = ?1 AND number ";

    private readonly long[]? _numbers = numbers is null ? null : [.. numbers.Distinct().Order()];

    // A number, or a place among the numbers that are wanted.
    private long _from;
    private long _after;

    /// <summary>The next curves; none at the end. The same again until <see cref="MoveOn"/>, for a read may have to be done again.</summary>
    public List<CurveRecord> ReadPage(SqliteSession session)
    {
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
    public void MoveOn() => _from = _after;

    private void ReadAll(SqliteStatement statement, List<CurveRecord> page)
    {
        statement.Bind(2, _from);
        for (var bytes = 0L; page.Count < PageRows && bytes < PageBytes && statement.Step();)
            page.Add(ReadRow(statement, ref bytes));
        _after = page.Count > 0 ? page[^1].Number + 1 : _from;
    }

    private void ReadNumbers(SqliteStatement statement, List<CurveRecord> page)
    {
        var next = (int)_from;
        for (var bytes = 0L; next < _numbers!.Length && page.Count < PageRows && bytes < PageBytes; next++)
        {
            statement.Bind(2, _numbers[next]);
            if (statement.Step())
                page.Add(ReadRow(statement, ref bytes));
            statement.Reset();
        }

        _after = next;
    }

    private CurveRecord ReadRow(SqliteStatement statement, ref long bytes)
    {
        var loss = CurveJson.Read(statement.ColumnUtf8(3));
        var accuracy = CurveJson.Read(statement.ColumnUtf8(4));
        bytes += (loss.Length + accuracy.Length) * (long)sizeof(float);
        return new CurveRecord(sweep, statement.ColumnInt64(0), (int)statement.ColumnInt64(1), (int)statement.ColumnInt64(2), loss, accuracy);
    }
}
