using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sweep.Storage.Results;
using Sweep.Storage.Trials;

namespace Sweep.Service.Views;

/// <summary>Rows of a sweep as lines of JSON, one document a line, streamed however many there are.</summary>
public static class RecordLines
{
    public const string ContentType = "application/x-ndjson";

    private const int Batch = 1 << 16;

    /// <summary>Each as a <see cref="TrialView"/>.</summary>
    public static Task WriteAsync(IAsyncEnumerable<TrialRecord> trials, Stream output, CancellationToken cancellation) =>
        WriteAsync(trials, SweepJson.Default.TrialView, trial => new TrialView(trial), output, cancellation);

    /// <summary>Values that are no finite numbers are the texts NaN, Infinity and -Infinity.</summary>
    public static Task WriteAsync(IAsyncEnumerable<CurveRecord> curves, Stream output, CancellationToken cancellation) =>
        WriteAsync(curves, RecordJson.Default.CurveRecord, curve => curve, output, cancellation);

    /// <inheritdoc cref="WriteAsync(IAsyncEnumerable{CurveRecord}, Stream, CancellationToken)"/>
    public static Task WriteAsync(IAsyncEnumerable<MetricRecord> metrics, Stream output, CancellationToken cancellation) =>
        WriteAsync(metrics, RecordJson.Default.MetricRecord, metric => metric, output, cancellation);

    /// <exception cref="JsonException">A line is no such row.</exception>
    internal static async IAsyncEnumerable<T> ReadAsync<T>(Stream input, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in JsonSerializer.DeserializeAsyncEnumerable(input, type, topLevelValues: true, cancellation))
            yield return row ?? throw new JsonException("null is no row");
    }

    private static async Task WriteAsync<TRow, TView>(
        IAsyncEnumerable<TRow> rows, JsonTypeInfo<TView> type, Func<TRow, TView> view, Stream output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(output);
        var lines = new ArrayBufferWriter<byte>(Batch);
        await using var json = new Utf8JsonWriter(lines);
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            JsonSerializer.Serialize(json, view(row), type);
            json.Flush();
            json.Reset();
            lines.Write("\n"u8);
            if (lines.WrittenCount >= Batch)
                await PassOnAsync(lines, output, cancellation);
        }

        await PassOnAsync(lines, output, cancellation);
        await output.FlushAsync(cancellation);
    }

    private static async Task PassOnAsync(ArrayBufferWriter<byte> lines, Stream output, CancellationToken cancellation)
    {
        await output.WriteAsync(lines.WrittenMemory, cancellation);
        lines.ResetWrittenCount();
    }
}
