using Parquet;
using Parquet.Schema;
using Sweep.Client.Files;

namespace Sweep.Client.Export;

internal sealed class ParquetExporter(IReadOnlyList<string>? columns) : Exporter(columns)
{
    /// <summary>Rows a group: what is held in memory at once, some tens of megabytes at most.</summary>
    internal const int RowsInGroup = 100_000;

    protected override async Task WriteAsync<TRow>(
        IReadOnlyList<Column<TRow>> columns, IAsyncEnumerable<IEnumerable<TRow>> batches, Stream output, CancellationToken cancellation)
    {
        var buffers = columns.Select(column => column.NewBuffer()).ToArray();
        var schema = new ParquetSchema(buffers.Select(buffer => buffer.Field));
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd };
        await using var counted = new CountingStream(output);
        await using (var writer = await ParquetWriter.CreateAsync(schema, counted, options, cancellationToken: cancellation))
        {
            var rows = 0;
            await foreach (var batch in batches.WithCancellation(cancellation))
            {
                foreach (var row in batch)
                {
                    foreach (var buffer in buffers)
                        buffer.Add(row);
                    if (++rows < RowsInGroup)
                        continue;
                    await WriteGroupAsync(writer, buffers, cancellation);
                    rows = 0;
                }
            }
            if (rows > 0)
                await WriteGroupAsync(writer, buffers, cancellation);
        }
        await output.FlushAsync(cancellation);
    }

    private static async Task WriteGroupAsync<TRow>(ParquetWriter writer, ColumnBuffer<TRow>[] buffers, CancellationToken cancellation)
    {
        using var group = writer.CreateRowGroup();
        foreach (var buffer in buffers)
            await buffer.FlushAsync(group, cancellation);
        group.CompleteValidate();
    }
}
