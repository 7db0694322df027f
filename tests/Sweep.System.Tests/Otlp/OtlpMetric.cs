namespace Sweep.SystemTests.Otlp;

/// <summary>A metric of one process as it came by OTLP.</summary>
/// <param name="Resource">The process's attributes.</param>
/// <param name="Scope">The meter.</param>
/// <param name="Name">As in the code, such as sweep.trial.duration.</param>
/// <param name="Unit">In UCUM, such as s; empty for none.</param>
/// <param name="Description">In words.</param>
/// <param name="Kind">A sum that may fall is a gauge to Prometheus.</param>
/// <param name="Points">The newest values, one for each set of attributes.</param>
internal sealed record OtlpMetric(
    IReadOnlyDictionary<string, string> Resource, string Scope, string Name, string Unit, string Description, MetricKind Kind, IReadOnlyList<OtlpPoint> Points);
