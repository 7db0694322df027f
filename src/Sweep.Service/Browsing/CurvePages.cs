using Sweep.Core.Curves;
using Sweep.Service.Results;
using Sweep.Storage;
using Sweep.Storage.Results;

namespace Sweep.Service.Browsing;

/// <summary>Reads all metrics of some trials, thinned one by one as they come.</summary>
internal static class CurvePages
{
    public static async Task<IReadOnlyList<ThinnedCurve>> ReadAsync(
        IResultReader results, Guid id, IReadOnlyCollection<long> numbers, int points, CancellationToken cancellation)
    {
        List<ThinnedCurve> thinned = [];
        await foreach (var curve in results.ReadCurvesAsync(id, numbers, cancellation))
        {
            thinned.Add(Thin(curve, "loss", curve.Loss, points));
            thinned.Add(Thin(curve, "accuracy", curve.Accuracy, points));
        }

        await foreach (var metric in results.ReadMetricsAsync(id, numbers, cancellation))
        {
            var places = CurveThinning.Places<double>(metric.Values, points);
            thinned.Add(new ThinnedCurve(
                metric.Number, metric.Metric, [.. places.Select(place => metric.Steps[place])], [.. places.Select(place => metric.Values[place])],
                metric.Values.Length));
        }

        return [.. thinned.OrderBy(curve => curve.Number).ThenBy(curve => curve.Metric, StringComparer.Ordinal)];
    }

    private static ThinnedCurve Thin(CurveRecord curve, string metric, float[] values, int points)
    {
        var places = CurveThinning.Places<float>(values, points);
        return new ThinnedCurve(
            curve.Number, metric, [.. places.Select(curve.IterationAt)], [.. places.Select(place => (double)values[place])], values.Length);
    }
}
