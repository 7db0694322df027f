using System.Collections.Immutable;
using CsCheck;
using Sweep.Storage.Archives;

namespace Sweep.Testing;

/// <summary>Rows of archives with any values that their columns can hold.</summary>
public static class ArchiveRows
{
    /// <summary>What constraints and triggers of databases look at.</summary>
    private static readonly string[] Constrained = ["state", "origin", "pattern", "learning_rate", "iterations", "samples", "hidden", "number"];

    private static readonly Gen<string> Texts = Gen.String[OneOf([.. "aZ09 \n\"'\\{}äπ—"]), 0, 12];

    private static readonly Gen<double> Reals = Gen.OneOf(
        Gen.Double, OneOf(double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, double.Epsilon, double.MaxValue, 0.1 + 0.2));

    private static readonly Gen<float> Floats = Gen.OneOf(
        Gen.Float, OneOf(float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, float.Epsilon, float.MaxValue, 0.1f));

    /// <summary>Any rows of a table.</summary>
    public static Gen<object?[]> Any(ArchiveTable table) => Combined([.. table.Columns.Select(Any)]);

    /// <summary>Rows like this one, which a database takes: what it looks at is as it is there.</summary>
    public static Gen<object?[]> Like(ArchiveTable table, object?[] row)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(row);
        return Combined([.. table.Columns.Select((column, k) => column switch
        {
            { Kind: ArchiveKind.Id or ArchiveKind.Json } => Gen.Const(row[k]),
            _ when Constrained.Contains(column.Name) => Gen.Const(row[k]),
            { Kind: ArchiveKind.Real, IsNullable: false } => Gen.Double[-1e300, 1e300].Select(number => (object?)number),
            _ => Any(column),
        })]);
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(k => values[k]);

    private static Gen<object?[]> Combined(Gen<object?>[] columns) => columns
        .Aggregate(Gen.Const(ImmutableList<object?>.Empty), (values, column) => Gen.Select(values, column, (list, value) => list.Add(value)))
        .Select(list => list.ToArray());

    private static Gen<object?> Any(ArchiveColumn column)
    {
        var some = column.Kind switch
        {
            ArchiveKind.Id => Gen.Guid.Select(id => (object?)id),
            ArchiveKind.Text => Texts.Select(text => (object?)text),
            ArchiveKind.Json => Gen.Int.Select(number => (object?)FormattableString.Invariant($"{{\"a\": {number}}}")),
            ArchiveKind.Whole => Gen.Int.Select(number => (object?)number),
            ArchiveKind.LongWhole => Gen.Long.Select(number => (object?)number),
            ArchiveKind.Real => Reals.Select(number => (object?)number),
            ArchiveKind.Flag => Gen.Bool.Select(flag => (object?)flag),
            ArchiveKind.Time => Gen.Long[0, 2_000_000_000_000_000]
                .Select(micros => (object?)DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond)),
            ArchiveKind.Bytes => Gen.Byte.Array[0, 20].Select(bytes => (object?)bytes),
            ArchiveKind.Wholes => Gen.Int.Array[0, 20].Select(numbers => (object?)numbers),
            ArchiveKind.Floats => Floats.Array[0, 100].Select(numbers => (object?)numbers),
            _ => Reals.Array[0, 100].Select(numbers => (object?)numbers),
        };
        return column.IsNullable ? Gen.OneOf(Gen.Const((object?)null), some) : some;
    }
}
