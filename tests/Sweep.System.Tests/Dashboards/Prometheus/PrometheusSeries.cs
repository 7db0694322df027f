namespace Sweep.SystemTests.Dashboards.Prometheus;

/// <summary>One series of an answer.</summary>
internal sealed record PrometheusSeries(IReadOnlyDictionary<string, string> Labels, double Value);
