namespace Sweep.Storage.Results;

/// <summary>A row of <c>metric_curves</c>: what was reported of one metric of one trial.</summary>
/// <param name="Steps">Ascending; one a value.</param>
/// <param name="Values">As they were reported, also where they are no finite numbers.</param>
public sealed record MetricRecord(Guid SweepId, long Number, string Metric, int[] Steps, double[] Values);
