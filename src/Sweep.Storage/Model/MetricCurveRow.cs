namespace Sweep.Storage.Model;

/// <summary>A row of <c>metric_curves</c>: all that a trainer reported of one metric of one trial.</summary>
public sealed class MetricCurveRow
{
    public Guid SweepId { get; set; }

    public long Number { get; set; }

    public required string Metric { get; set; }

    public required int[] Steps { get; set; }

    public required double[] Values { get; set; }
}
