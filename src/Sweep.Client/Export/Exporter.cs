using System.Runtime.CompilerServices;
using Sweep.Storage.Results;
using Sweep.Storage.Trials;

namespace Sweep.Client.Export;

/// <summary>Turns all kinds of export into batches of rows with columns, so that a format is one method.</summary>
internal abstract class Exporter(IReadOnlyList<string>? columns) : IExporter
{
    public Task ExportTrialsAsync(IAsyncEnumerable<TrialRecord> trials, Stream output, CancellationToken cancellation) =>
        WriteAsync(Chosen(TrialExport.Columns), OneByOne(trials, cancellation), output, cancellation);

    public Task ExportLossPointsAsync(IAsyncEnumerable<CurveRecord> curves, Stream output, CancellationToken cancellation) =>
        WriteAsync(Chosen(LossPointColumns.All), Points(curves, cancellation), output, cancellation);

    public Task ExportMetricPointsAsync(
        IAsyncEnumerable<CurveRecord> curves, IAsyncEnumerable<MetricRecord> metrics, Stream output, CancellationToken cancellation) =>
        WriteAsync(Chosen(MetricPointColumns.All), MetricPoint.Of(curves, metrics, cancellation), output, cancellation);

    /// <summary>Writes all rows; a batch is enumerated once, lazily, and may be long.</summary>
    protected abstract Task WriteAsync<TRow>(
        IReadOnlyList<Column<TRow>> columns, IAsyncEnumerable<IEnumerable<TRow>> batches, Stream output, CancellationToken cancellation);

    private IReadOnlyList<Column<TRow>> Chosen<TRow>(IReadOnlyList<Column<TRow>> all) =>
        columns is null ? all : [.. columns.Select(name => all.Single(column => column.Name == name))];

    private static async IAsyncEnumerable<IEnumerable<TrialRecord>> OneByOne(
        IAsyncEnumerable<TrialRecord> trials, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var trial in trials.WithCancellation(cancellation))
            yield return [trial];
    }

    private static async IAsyncEnumerable<IEnumerable<LossPoint>> Points(
        IAsyncEnumerable<CurveRecord> curves, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var curve in curves.WithCancellation(cancellation))
            yield return LossPoint.Of(curve);
    }
}
