using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Parquet;
using Parquet.Schema;
using Sweep.Storage.Archives;

namespace Sweep.Service.Archives;

/// <summary>A table's Parquet file: written and read a row group at a time, which is all that is in memory.</summary>
internal static class TableFile
{
    private const int RowsInGroup = 20_000;

    /// <summary>Bytes of the arrays and texts of a row group, but for its last row.</summary>
    private const long BytesInGroup = 8 << 20;

    public static string NameOf(ArchiveTable table) => $"{table.Name}.parquet";

    /// <summary>Writes a file anew, to the disk.</summary>
    public static async Task<ArchivedTable> WriteAsync(string folder, ArchiveTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancellation)
    {
        var name = NameOf(table);
        var path = Path.Combine(folder, name);
        var written = 0L;
        await using (var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, 1 << 16))
        {
            var columns = ParquetColumns.Of(table);

            // The library's own choice is the smallest size: minutes for a curve file that takes seconds so.
            var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, CompressionLevel = CompressionLevel.Fastest };
            await using (var writer = await ParquetWriter.CreateAsync(
                new ParquetSchema(columns.Select(column => column.Field)), file, options, cancellationToken: cancellation))
            {
                var (count, bytes) = (0, 0L);
                await foreach (var row in rows.WithCancellation(cancellation))
                {
                    for (var k = 0; k < columns.Length; k++)
                        columns[k].Add(row[k]);
                    bytes += SizeOf(row);
                    written++;
                    if (++count < RowsInGroup && bytes < BytesInGroup)
                        continue;
                    await WriteGroupAsync(writer, columns, cancellation);
                    (count, bytes) = (0, 0);
                }

                if (count > 0)
                    await WriteGroupAsync(writer, columns, cancellation);
            }

            await file.FlushAsync(cancellation);
            file.Flush(flushToDisk: true);
        }

        return new ArchivedTable(table.Name, name, written, new FileInfo(path).Length, await HashAsync(path, cancellation));
    }

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public static async Task<string> HashAsync(string path, CancellationToken cancellation)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
    }

    /// <summary>The table with those of its columns that a file has.</summary>
    /// <exception cref="InvalidDataException">The file has a column that the table has not.</exception>
    public static async Task<ArchiveTable> ReadTableAsync(string folder, ArchiveTable table, CancellationToken cancellation)
    {
        await using var file = Open(folder, table);
        await using var reader = await ParquetReader.CreateAsync(file, leaveStreamOpen: true, cancellationToken: cancellation);
        string[] names = [.. reader.Schema.Fields.Select(field => field.Name)];
        return names.Except(table.Columns.Select(column => column.Name)).FirstOrDefault() is { } unknown
            ? throw new InvalidDataException($"has a column {table.Name}.{unknown}")
            : table with { Columns = [.. table.Columns.Where(column => names.Contains(column.Name))] };
    }

    /// <summary>The rows of a file, in its order.</summary>
    /// <param name="table">With the columns that the file has.</param>
    public static async IAsyncEnumerable<object?[]> ReadAsync(string folder, ArchiveTable table, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var file = Open(folder, table);
        await using var reader = await ParquetReader.CreateAsync(file, leaveStreamOpen: true, cancellationToken: cancellation);
        var columns = ParquetColumns.Of(table);
        DataField[] fields = [.. columns.Select(column => reader.Schema.DataFields.Single(field => field.Path.FirstPart == column.Name))];
        foreach (var group in reader.RowGroups)
        {
            var values = new object?[columns.Length][];
            for (var k = 0; k < columns.Length; k++)
                values[k] = await columns[k].ReadAsync(group, fields[k], cancellation);
            for (var row = 0; row < group.RowCount; row++)
                yield return Array.ConvertAll(values, column => column[row]);
        }
    }

    /// <summary>About the bytes of a row.</summary>
    public static long SizeOf(object?[] row) => row.Sum(value => value switch
    {
        string text => text.Length,
        byte[] bytes => bytes.Length,
        double[] numbers => 8L * numbers.Length,
        float[] or int[] => 4L * ((Array)value).Length,
        _ => 8,
    });

    private static FileStream Open(string folder, ArchiveTable table) =>
        new(Path.Combine(folder, NameOf(table)), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);

    private static async Task WriteGroupAsync(ParquetWriter writer, ParquetColumn[] columns, CancellationToken cancellation)
    {
        using var group = writer.CreateRowGroup();
        foreach (var column in columns)
            await column.WriteAsync(group, cancellation);
        group.CompleteValidate();
    }
}
