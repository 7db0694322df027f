namespace Sweep.Client.Export;

/// <summary>The columns of the view <c>metric_points</c>.</summary>
internal static class MetricPointColumns
{
    public static IReadOnlyList<Column<MetricPoint>> All { get; } =
    [
        new TextColumn<MetricPoint>("sweep_id", point => point.SweepId),
        new NumberColumn<MetricPoint, long>("number", point => point.Number),
        new TextColumn<MetricPoint>("metric", point => point.Metric),
        new NumberColumn<MetricPoint, int>("step", point => point.Step),
        new NumberColumn<MetricPoint, double>("value", point => point.Value),
    ];
}
