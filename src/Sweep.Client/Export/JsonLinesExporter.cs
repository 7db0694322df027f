using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sweep.Client.Export;

internal sealed class JsonLinesExporter(IReadOnlyList<string>? columns) : Exporter(columns)
{
    private const int BytesBetweenWrites = 1 << 16;

    // Relaxed: the lines are read by JSON parsers, never pasted into HTML.
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    protected override async Task WriteAsync<TRow>(
        IReadOnlyList<Column<TRow>> columns, IAsyncEnumerable<IEnumerable<TRow>> batches, Stream output, CancellationToken cancellation)
    {
        var buffer = new ArrayBufferWriter<byte>(2 * BytesBetweenWrites);
        await using var json = new Utf8JsonWriter(buffer, Options);
        await foreach (var batch in batches.WithCancellation(cancellation))
        {
            foreach (var row in batch)
            {
                WriteLine(json, columns, row);
                buffer.Write("\n"u8);
                if (buffer.WrittenCount >= BytesBetweenWrites)
                {
                    await output.WriteAsync(buffer.WrittenMemory, cancellation);
                    buffer.ResetWrittenCount();
                }
            }
        }
        await output.WriteAsync(buffer.WrittenMemory, cancellation);
        await output.FlushAsync(cancellation);
    }

    private static void WriteLine<TRow>(Utf8JsonWriter json, IReadOnlyList<Column<TRow>> columns, TRow row)
    {
        json.WriteStartObject();
        foreach (var column in columns)
        {
            json.WritePropertyName(column.JsonName);
            column.WriteJson(json, row);
        }
        json.WriteEndObject();
        json.Flush();
        json.Reset();
    }
}
