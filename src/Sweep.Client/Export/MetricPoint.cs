using System.Runtime.CompilerServices;
using Sweep.Storage.Results;

namespace Sweep.Client.Export;

/// <summary>A row of <c>metric_points</c>.</summary>
/// <param name="SweepId">As it prints.</param>
internal readonly record struct MetricPoint(string SweepId, long Number, string Metric, int Step, double Value)
{
    /// <summary>The points of curves and metrics, both in order of number, metric after metric of each trial; made as they are asked for.</summary>
    public static async IAsyncEnumerable<IEnumerable<MetricPoint>> Of(
        IAsyncEnumerable<CurveRecord> curves, IAsyncEnumerable<MetricRecord> metrics, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var metric = metrics.GetAsyncEnumerator(cancellation);
        var hasMetric = await metric.MoveNextAsync();
        await foreach (var curve in curves.WithCancellation(cancellation))
        {
            for (; hasMetric && metric.Current.Number < curve.Number; hasMetric = await metric.MoveNextAsync())
                yield return Of(metric.Current);
            yield return Of(curve, "loss", curve.Loss);
            yield return Of(curve, "accuracy", curve.Accuracy);
        }

        for (; hasMetric; hasMetric = await metric.MoveNextAsync())
            yield return Of(metric.Current);
    }

    private static IEnumerable<MetricPoint> Of(MetricRecord metric)
    {
        var id = metric.SweepId.ToString("d");
        return metric.Steps.Select((step, k) => new MetricPoint(id, metric.Number, metric.Metric, step, metric.Values[k]));
    }

    private static IEnumerable<MetricPoint> Of(CurveRecord curve, string metric, float[] values)
    {
        var id = curve.SweepId.ToString("d");
        return values.Select((value, k) => new MetricPoint(id, curve.Number, metric, curve.IterationAt(k), value));
    }
}
