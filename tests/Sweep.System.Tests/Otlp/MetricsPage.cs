using System.Globalization;
using System.Text;

namespace Sweep.SystemTests.Otlp;

/// <summary>The newest metrics of every process, in Prometheus' text format, as the collector's prometheus exporter shows them.</summary>
internal sealed class MetricsPage
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Job, string Instance, string Name), OtlpMetric> _newest = [];

    /// <summary>Takes newer metrics in place of the older ones.</summary>
    public void Take(IEnumerable<OtlpMetric> metrics)
    {
        lock (_lock)
        {
            foreach (var metric in metrics)
                _newest[(Job(metric), Instance(metric), metric.Name)] = metric;
        }
    }

    /// <summary>All that came.</summary>
    public IReadOnlyList<OtlpMetric> Metrics
    {
        get
        {
            lock (_lock)
                return [.. _newest.Values];
        }
    }

    /// <summary>The page.</summary>
    public string Render()
    {
        var page = new StringBuilder();
        foreach (var family in Metrics.GroupBy(metric => PrometheusNames.Metric(metric.Name, metric.Unit, metric.Kind), StringComparer.Ordinal))
        {
            page.Append("# TYPE ").Append(family.Key).Append(' ').Append(family.First().Kind.ToString().ToLowerInvariant()).Append('\n');
            foreach (var metric in family)
            {
                foreach (var point in metric.Points)
                    Append(page, family.Key, metric, point);
            }
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, string name, OtlpMetric metric, OtlpPoint point)
    {
        List<(string Name, string Value)> labels =
        [
            ("job", Job(metric)),
            ("instance", Instance(metric)),
            .. point.Attributes.Select(attribute => (PrometheusNames.Label(attribute.Key), attribute.Value)),
        ];
        if (metric.Kind is not MetricKind.Histogram)
        {
            Append(page, name, labels, point.Value);
            return;
        }

        ulong count = 0;
        for (var bucket = 0; bucket < point.Counts.Count; bucket++)
        {
            count += point.Counts[bucket];
            var bound = bucket < point.Bounds.Count ? Number(point.Bounds[bucket]) : "+Inf";
            Append(page, $"{name}_bucket", [.. labels, ("le", bound)], count);
        }

        Append(page, $"{name}_sum", labels, point.Value);
        Append(page, $"{name}_count", labels, count);
    }

    private static void Append(StringBuilder page, string name, IEnumerable<(string Name, string Value)> labels, double value) => page
        .Append(name).Append('{').AppendJoin(',', labels.Select(label => $"{label.Name}=\"{Escaped(label.Value)}\"")).Append("} ").Append(Number(value)).Append('\n');

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Escaped(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Job(OtlpMetric metric) => metric.Resource.TryGetValue("service.namespace", out var space)
        ? $"{space}/{metric.Resource["service.name"]}"
        : metric.Resource["service.name"];

    private static string Instance(OtlpMetric metric) => metric.Resource.GetValueOrDefault("service.instance.id", "");
}
