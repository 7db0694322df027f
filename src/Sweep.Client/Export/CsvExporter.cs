using System.Globalization;
using CsvHelper;

namespace Sweep.Client.Export;

internal sealed class CsvExporter(IReadOnlyList<string>? columns) : Exporter(columns)
{
    private static readonly CsvWriterOptions Options = new() { FormatProvider = CultureInfo.InvariantCulture };

    protected override async Task WriteAsync<TRow>(
        IReadOnlyList<Column<TRow>> columns, IAsyncEnumerable<IEnumerable<TRow>> batches, Stream output, CancellationToken cancellation)
    {
        await using var csv = CsvWriter.Create(output, Options, leaveOpen: true);
        foreach (var column in columns)
            csv.WriteField(column.Name);
        await csv.EndRecordAsync(cancellation);
        await foreach (var batch in batches.WithCancellation(cancellation))
        {
            foreach (var row in batch)
            {
                foreach (var column in columns)
                    column.WriteCsv(csv, row);
                await csv.EndRecordAsync(cancellation);
            }
        }
        await csv.FlushAsync(cancellation);
    }
}
