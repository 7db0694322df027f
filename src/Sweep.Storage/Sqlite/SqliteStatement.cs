using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Sweep.Storage.Sqlite;

/// <summary>A prepared statement without the provider's parameter objects, whose cost shows at tens of thousands of rows a second.</summary>
internal sealed partial class SqliteStatement : IDisposable
{
    public const int Integer = raw.SQLITE_INTEGER;
    public const int Real = raw.SQLITE_FLOAT;
    public const int Text = raw.SQLITE_TEXT;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Rows that the last run of a statement changed.</summary>
    public int Changes => raw.sqlite3_changes(_database);

    public void Bind(int index, long value) => Check(raw.sqlite3_bind_int64(_statement, index, value));

    public void Bind(int index, double value) => Check(raw.sqlite3_bind_double(_statement, index, value));

    public void Bind(int index, long? value)
    {
        if (value is { } some)
            Bind(index, some);
        else
            BindNull(index);
    }

    public void Bind(int index, double? value)
    {
        if (value is { } some)
            Bind(index, some);
        else
            BindNull(index);
    }

    public void Bind(int index, string? value)
    {
        if (value is null)
            BindNull(index);
        else
            Check(raw.sqlite3_bind_text(_statement, index, value));
    }

    /// <summary>Binds UTF-8 text, which SQLite copies.</summary>
    public void Bind(int index, ReadOnlySpan<byte> utf8) => Check(raw.sqlite3_bind_text(_statement, index, utf8));

    /// <summary>Binds UTF-8 text, where it lies if it does not move: until <see cref="Unbind"/> it must stay.</summary>
    public unsafe void Bind(int index, PooledBytes utf8)
    {
        if (utf8.Fixed is null)
            Bind(index, utf8.Written);
        else
            Check(BindInPlace(_statement.DangerousGetHandle(), index, utf8.Fixed, utf8.Length, IntPtr.Zero));
        GC.KeepAlive(_statement);
    }

    /// <summary>Binds bytes, which SQLite copies.</summary>
    public void BindBlob(int index, ReadOnlySpan<byte> bytes) => Check(
        bytes.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, index, 0) : raw.sqlite3_bind_blob(_statement, index, bytes));

    /// <summary>Forgets what is bound.</summary>
    public void Unbind(int index) => BindNull(index);

    public void Bind(int index, Guid id)
    {
        Span<byte> text = stackalloc byte[36];
        id.TryFormat(text, out _, "D");
        Bind(index, text);
    }

    /// <summary>Runs to the next row; true where there is one. At the end the statement is ready to run again.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
            return true;
        var reset = raw.sqlite3_reset(_statement);
        Check(result == raw.SQLITE_DONE ? reset : result);
        return false;
    }

    public void Reset() => raw.sqlite3_reset(_statement);

    public string ColumnText(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>The bytes of a text column, valid until the next step.</summary>
    public ReadOnlySpan<byte> ColumnUtf8(int column) => raw.sqlite3_column_blob(_statement, column);

    public long ColumnInt64(int column) => raw.sqlite3_column_int64(_statement, column);

    public double ColumnDouble(int column) => raw.sqlite3_column_double(_statement, column);

    /// <summary>Length of a text or blob column.</summary>
    public int ColumnBytes(int column) => raw.sqlite3_column_bytes(_statement, column);

    /// <summary>How the value is kept, whatever its column is said to hold.</summary>
    public int Type(int column) => raw.sqlite3_column_type(_statement, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public void Dispose() => _statement.Dispose();

    /// <summary>The provider's own binding always copies; a destructor of 0 (SQLITE_STATIC) does not.</summary>
    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_bind_text")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static unsafe partial int BindInPlace(IntPtr statement, int index, byte* text, int bytes, IntPtr destructor);

    private void BindNull(int index) => Check(raw.sqlite3_bind_null(_statement, index));

    private void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE or raw.SQLITE_ROW))
            SqliteException.ThrowExceptionForRC(result, _database);
    }
}
