namespace Sweep.Dashboards.Tests.Otlp;

/// <summary>What Prometheus knows of.</summary>
internal enum MetricKind
{
    Gauge,
    Counter,
    Histogram,
}
