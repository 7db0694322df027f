using System.Diagnostics.Metrics;
using Sweep.Grains.Telemetry;
using Sweep.SystemTests.Otlp;

namespace Sweep.SystemTests.Dashboards.Boards;

/// <summary>What the code itself measures.</summary>
internal static class Instruments
{
    /// <summary>Every series' name that Prometheus gets from the meter Sweep.</summary>
    public static IReadOnlySet<string> SeriesNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == SweepTelemetry.Name)
                    names.UnionWith(Series(instrument));
            },
        };
        Assert.NotNull(SweepTelemetry.Meter);
        listener.Start();
        return names;
    }

    private static string[] Series(Instrument instrument)
    {
        var kind = instrument switch
        {
            Counter<long> or Counter<double> or ObservableCounter<long> or ObservableCounter<double> => MetricKind.Counter,
            Histogram<long> or Histogram<double> => MetricKind.Histogram,
            _ => MetricKind.Gauge,
        };
        var name = PrometheusNames.Metric(instrument.Name, instrument.Unit ?? "", kind);
        return kind is MetricKind.Histogram ? [$"{name}_bucket", $"{name}_sum", $"{name}_count"] : [name];
    }
}
