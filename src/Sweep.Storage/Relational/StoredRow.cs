using System.Data.Common;
using System.Globalization;
using System.Numerics;
using System.Text;
using Npgsql;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;

namespace Sweep.Storage.Relational;

/// <summary>
/// A row as it lies in the database, whose every value is looked at before it is believed: SQLite keeps text in columns of numbers, and
/// constraints can be dropped.
/// </summary>
internal sealed class StoredRow(DbDataReader reader, string table)
{
    private const int LongestShown = 60;

    // A column of PostgreSQL has one type; one of SQLite has that of each value.
    private readonly Type?[]? _types = reader is NpgsqlDataReader ? new Type?[reader.FieldCount] : null;
    private Guid? _sweep;
    private long? _number;
    private string? _dataSet;
    private string? _key;

    /// <summary>Which row it is, for words about what is wrong with it.</summary>
    public void Is(Guid? sweep, long? number) => (_sweep, _number) = (sweep, number);

    /// <summary>That it is a row of a data set.</summary>
    /// <param name="nameOrHash">Which; for words too.</param>
    public void IsOfData(string nameOrHash) => _dataSet = nameOrHash;

    /// <summary>That it is a row of a key of the API.</summary>
    /// <param name="id">Which; for words too.</param>
    public void IsOfKey(string id) => _key = id;

    public bool IsNull(int column) => reader.IsDBNull(column);

    public Guid Id(int column) => Value(column) switch
    {
        Guid id => id,
        string text when Guid.TryParseExact(text, "D", out var id) => id,
        var other => throw Damaged(column, other, "is no id"),
    };

    public long Whole(int column, long least = 0, long most = long.MaxValue)
    {
        if (Is<long>(column))
            return Within(column, reader.GetInt64(column), least, most);
        if (Is<int>(column))
            return Within(column, reader.GetInt32(column), least, most);
        var value = Value(column);
        long? whole = value switch
        {
            short number => number,
            decimal number when decimal.IsInteger(number) && number >= long.MinValue && number <= long.MaxValue => (long)number,
            _ => null,
        };
        return Within(column, whole ?? throw Damaged(column, value, "is no whole number"), least, most);
    }

    public int Int(int column, int least = 0, int most = int.MaxValue) => (int)Whole(column, least, most);

    public int? IntOrNull(int column, int least = 0, int most = int.MaxValue) => IsNull(column) ? null : Int(column, least, most);

    public double Number(int column)
    {
        if (Is<double>(column))
            return reader.GetDouble(column);
        var value = Value(column);
        return value switch
        {
            float number => number,
            long number => number,
            _ => throw Damaged(column, value, "is no number"),
        };
    }

    /// <summary>Null where there is none: SQLite keeps no NaN.</summary>
    public double? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    /// <summary>A number that is finite and not less than <paramref name="least"/>.</summary>
    public double Finite(int column, double least)
    {
        var number = Number(column);
        return double.IsFinite(number) && number >= least ? number : throw Damaged(column, number, FormattableString.Invariant($"is not finite and at least {least}"));
    }

    /// <summary>An array of whole numbers.</summary>
    public TWhole[] Wholes<TWhole>(int column)
        where TWhole : struct, IBinaryInteger<TWhole>
    {
        try
        {
            return reader.GetFieldValue<TWhole[]>(column);
        }
        catch (Exception failure) when (failure is InvalidCastException or InvalidOperationException)
        {
            throw Damaged(column, null, "is among the whole numbers");
        }
    }

    /// <summary>An array that the database keeps as one, or as a text.</summary>
    /// <param name="column">Its place.</param>
    /// <param name="ofText">The array of a text; null where it is none.</param>
    /// <param name="problem">What is wrong with any other value.</param>
    public TElement[] Array<TElement>(int column, Func<string, TElement[]?> ofText, string problem) => Value(column) switch
    {
        TElement[] array => array,
        string text when ofText(text) is { } array => array,
        var other => throw Damaged(column, other, problem),
    };

    public byte[] Bytes(int column) => Value(column) is byte[] bytes ? bytes : throw Damaged(column, Value(column), "is no blob");

    public bool Flag(int column) => Value(column) switch
    {
        bool flag => flag,
        0L => false,
        1L => true,
        var other => throw Damaged(column, other, "is neither true nor false"),
    };

    public string Text(int column) => Is<string>(column) ? reader.GetString(column) : throw Damaged(column, Value(column), "is no text");

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public T Word<T>(int column, Parser<T> parse, string kind)
    {
        var text = Text(column);
        return parse(text, out var value) ? value : throw Damaged(column, text, $"is no {kind}");
    }

    public DateTimeOffset Time(int column)
    {
        if (Is<DateTime>(column) && Kept(column, static (reader, place) => reader.GetDateTime(place)) is { Year: > 1 and < 9999 } kept)
            return new DateTimeOffset(DateTime.SpecifyKind(kept, DateTimeKind.Utc));
        var value = Value(column);
        return value switch
        {
            DateTimeOffset time => time,
            string text when UtcText.TryParse(text, out var time) => time,
            _ => throw Damaged(column, value, "is no time"),
        };
    }

    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    public DamagedRowException Damaged(int column, object? value, string problem) =>
        new(DamageIn(column, $"{Shown(value)} {problem}"));

    public delegate bool Parser<T>(string? text, out T value);

    /// <summary>A value in words, on one line and short.</summary>
    public static string Shown(object? value) => value switch
    {
        null => "NULL",
        string text => Quoted(text),
        byte[] bytes => FormattableString.Invariant($"a blob of {bytes.Length} bytes"),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Quoted(string text)
    {
        var shown = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length > LongestShown)
                return shown.Append("…\"").ToString();
            var isPlain = !Rune.IsControl(rune)
                && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            shown.Append(isPlain ? rune.ToString() : "\uFFFD");
        }

        return shown.Append('"').ToString();
    }

    private long Within(int column, long value, long least, long most) => value >= least && value <= most
        ? value
        : throw Damaged(column, value, FormattableString.Invariant($"is not within {least} and {most}"));

    /// <summary>Whether the value is kept as this type, and can be read as it lies there, without a box.</summary>
    private bool Is<T>(int column) => TypeOf(column) == typeof(T) && !reader.IsDBNull(column);

    private Type TypeOf(int column) => _types is null ? reader.GetFieldType(column) : _types[column] ??= reader.GetFieldType(column);

    private RowDamage DamageIn(int column, string problem) => new(table, reader.GetName(column), _sweep, _number, problem) { DataSet = _dataSet, Key = _key };

    private object? Value(int column) => reader.IsDBNull(column) ? null : Kept(column, static (reader, place) => reader.GetValue(place));

    // Without a delegate of each row's own: this is called for millions of values.
    private T Kept<T>(int column, Func<DbDataReader, int, T> get)
    {
        try
        {
            return get(reader, column);
        }
        catch (Exception failure) when (failure is InvalidCastException or FormatException or OverflowException or ArgumentException)
        {
            throw new DamagedRowException(DamageIn(column, "the value is beyond what can be read"));
        }
    }
}
