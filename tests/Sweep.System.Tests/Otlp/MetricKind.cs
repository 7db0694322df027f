namespace Sweep.SystemTests.Otlp;

/// <summary>What Prometheus knows of.</summary>
internal enum MetricKind
{
    Gauge,
    Counter,
    Histogram,
}
