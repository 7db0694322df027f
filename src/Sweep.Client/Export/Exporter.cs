using System.Runtime.CompilerServices;
using Sweep.Storage;

namespace Sweep.Client.Export;

/// <summary>Turns both kinds of export into batches of rows with columns, so that a format is one method.</summary>
internal abstract class Exporter : IExporter
{
    public Task ExportTrialsAsync(IAsyncEnumerable<TrialRecord> trials, Stream output, CancellationToken cancellation) =>
        WriteAsync(TrialExport.Columns, OneByOne(trials, cancellation), output, cancellation);

    public Task ExportLossPointsAsync(IAsyncEnumerable<CurveRecord> curves, Stream output, CancellationToken cancellation) =>
        WriteAsync(LossPointColumns.All, Points(curves, cancellation), output, cancellation);

    /// <summary>Writes all rows; a batch is enumerated once, lazily, and may be long.</summary>
    protected abstract Task WriteAsync<TRow>(
        IReadOnlyList<Column<TRow>> columns, IAsyncEnumerable<IEnumerable<TRow>> batches, Stream output, CancellationToken cancellation);

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
