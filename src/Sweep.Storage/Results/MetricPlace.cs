namespace Sweep.Storage.Results;

/// <summary>Where a page of metrics begins: behind this metric of this trial.</summary>
internal readonly record struct MetricPlace(long Number, string Metric)
{
    /// <summary>Before all of them: no metric has an empty name.</summary>
    public static MetricPlace First { get; } = new(0, "");
}
