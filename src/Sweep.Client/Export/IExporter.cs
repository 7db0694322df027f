using Sweep.Storage.Results;
using Sweep.Storage.Trials;

namespace Sweep.Client.Export;

/// <summary>
/// Writes rows to a stream in one pass and bounded memory, whatever their number. Columns are those of the SQL table or view. The
/// stream need not seek, and is left open.
/// </summary>
public interface IExporter
{
    /// <summary>Writes rows of <c>trials</c>.</summary>
    Task ExportTrialsAsync(IAsyncEnumerable<TrialRecord> trials, Stream output, CancellationToken cancellation);

    /// <summary>Writes rows of <c>loss_points</c>: one a recorded point, curve after curve.</summary>
    Task ExportLossPointsAsync(IAsyncEnumerable<CurveRecord> curves, Stream output, CancellationToken cancellation);

    /// <summary>Writes rows of <c>metric_points</c>: one a value, trial after trial and metric after metric.</summary>
    Task ExportMetricPointsAsync(
        IAsyncEnumerable<CurveRecord> curves, IAsyncEnumerable<MetricRecord> metrics, Stream output, CancellationToken cancellation);
}
