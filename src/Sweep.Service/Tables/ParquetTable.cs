using System.Globalization;
using System.Numerics;
using Parquet;
using Parquet.Schema;
using Sweep.Core.Data;
using Sweep.Core.Naming;
using Sweep.Core.Texts;

namespace Sweep.Service.Tables;

/// <summary>Reads data from Parquet: columns of numbers and of true and false, and a label that may be text too.</summary>
internal static class ParquetTable
{
    public static async Task<ReadTable?> ReadAsync(Stream file, TableChoice choice, TableProblems problems, CancellationToken cancellation)
    {
        try
        {
            await using var parquet = await ParquetReader.CreateAsync(file, leaveStreamOpen: true, cancellationToken: cancellation);
            var fields = parquet.Schema.Fields;
            if (TableColumns.Choose([.. fields.Select(field => field.Name)], choice, problems) is not { } columns)
                return null;
            foreach (var place in columns.Features.Where(place => !IsNumeric(fields[place])))
                problems.Add(new Problem($"column {fields[place].Name}", "", "must be of numbers, or of true and false", $"choose others with {choice.Form.Features}"));
            if (!IsNumeric(fields[columns.Label]) && !IsText(fields[columns.Label]))
                problems.Add(new Problem($"column {columns.LabelName}", "", "must be of numbers, of true and false, or of text", $"name another with {choice.Form.Label}"));
            var rows = parquet.RowGroups.Sum(group => group.RowCount);
            if (rows > DataTable.MostValues / columns.Features.Length)
            {
                problems.Add(new Problem(
                    "", TableProblems.Invariant($"{rows:N0} rows of {columns.Features.Length:N0} features"), TableProblems.Invariant($"are more than a data set holds, {DataTable.MostValues:N0} numbers (64 MiB)"),
                    $"keep fewer rows, or choose columns with {choice.Form.Features}"));
            }

            return problems.Count > 0 ? null : await ReadAsync(parquet, columns, choice, problems, cancellation);
        }
#pragma warning disable CA1031 // The library throws whatever a damaged file makes it stumble over.
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
#pragma warning restore CA1031
        {
            problems.Add(new Problem("", "", $"it cannot be read as Parquet: {failure.Message}"));
            return null;
        }
    }

    private static async Task<ReadTable?> ReadAsync(
        ParquetReader parquet, TableColumns columns, TableChoice choice, TableProblems problems, CancellationToken cancellation)
    {
        var builder = new TableBuilder(columns, "row", choice.Form, problems);
        var done = 0L;
        foreach (var group in parquet.RowGroups)
        {
            var features = new double?[columns.Features.Length][];
            for (var feature = 0; feature < features.Length; feature++)
                features[feature] = await ReadNumbersAsync(group, (DataField)parquet.Schema.Fields[columns.Features[feature]], cancellation);
            var labels = await ReadLabelsAsync(group, (DataField)parquet.Schema.Fields[columns.Label], cancellation);
            for (var row = 0; row < labels.Length; row++)
            {
                for (var feature = 0; feature < features.Length; feature++)
                {
                    var value = features[feature][row];
                    if (!builder.TryAddFeature(value))
                        builder.Refuse(done + row + 1, feature, value?.ToString(CultureInfo.InvariantCulture) ?? "");
                }

                builder.AddLabel(done + row + 1, labels[row]);
            }

            done += labels.Length;
        }

        return builder.Finish(choice.Positive);
    }

    private static bool IsText(Field field) =>
        field is DataField { IsArray: false } data && (data.ClrType == typeof(string) || data.ClrType == typeof(ReadOnlyMemory<char>));

    private static bool IsNumeric(Field field) => field is DataField { IsArray: false } data && ReaderOf(data.ClrType) is not null;

    private static async Task<string[]> ReadLabelsAsync(ParquetRowGroupReader group, DataField field, CancellationToken cancellation)
    {
        if (IsText(field))
        {
            var texts = new string?[group.RowCount];
            await group.ReadAsync(field, texts.AsMemory()!, null, cancellation);
            return [.. texts.Select(text => text ?? "")];
        }

        var numbers = await ReadNumbersAsync(group, field, cancellation);
        var isTruth = field.ClrType == typeof(bool);
        return [.. numbers.Select(number => number switch
        {
            null => "",
            { } truth when isTruth => LabelReader.NameOf(truth != 0),
            { } finite => NumberText.Of(finite),
        })];
    }

    private static Task<double?[]> ReadNumbersAsync(ParquetRowGroupReader group, DataField field, CancellationToken cancellation) =>
        ReaderOf(field.ClrType)!(group, field, cancellation);

    private static Func<ParquetRowGroupReader, DataField, CancellationToken, Task<double?[]>>? ReaderOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => (group, field, cancellation) => ReadAsync<bool>(group, field, truth => truth ? 1 : 0, cancellation),
        TypeCode.SByte => ReadAsync<sbyte>,
        TypeCode.Byte => ReadAsync<byte>,
        TypeCode.Int16 => ReadAsync<short>,
        TypeCode.UInt16 => ReadAsync<ushort>,
        TypeCode.Int32 => ReadAsync<int>,
        TypeCode.UInt32 => ReadAsync<uint>,
        TypeCode.Int64 => ReadAsync<long>,
        TypeCode.UInt64 => ReadAsync<ulong>,
        TypeCode.Single => ReadAsync<float>,
        TypeCode.Double => ReadAsync<double>,
        TypeCode.Decimal => ReadAsync<decimal>,
        _ => null,
    };

    private static Task<double?[]> ReadAsync<T>(ParquetRowGroupReader group, DataField field, CancellationToken cancellation)
        where T : struct, INumberBase<T> =>
        ReadAsync<T>(group, field, double.CreateSaturating, cancellation);

    private static async Task<double?[]> ReadAsync<T>(
        ParquetRowGroupReader group, DataField field, Func<T, double> convert, CancellationToken cancellation)
        where T : struct
    {
        if (field.IsNullable)
        {
            var values = new T?[group.RowCount];
            await group.ReadAsync<T>(field, values.AsMemory(), null, cancellation);
            return Array.ConvertAll<T?, double?>(values, value => value is { } there ? convert(there) : null);
        }

        var all = new T[group.RowCount];
        await group.ReadAsync<T>(field, all.AsMemory(), null, cancellation);
        return Array.ConvertAll<T, double?>(all, value => convert(value));
    }
}
