using System.Globalization;
using Google.Protobuf;

namespace Sweep.Dashboards.Tests.Otlp;

/// <summary>Reads what is posted to /v1/metrics: an ExportMetricsServiceRequest.</summary>
internal static class MetricsRequest
{
    private const ulong Cumulative = 2;

    /// <exception cref="InvalidDataException">It holds what the collector's Prometheus exporter would drop.</exception>
    public static IReadOnlyList<OtlpMetric> Read(byte[] body) =>
    [
        .. from resourceMetrics in new ProtoMessage(ByteString.CopyFrom(body)).Messages(1)
           let resource = Attributes(resourceMetrics.Messages(1).SelectMany(r => r.Messages(1)))
           from scope in resourceMetrics.Messages(2)
           from metric in scope.Messages(2)
           select ReadMetric(resource, metric),
    ];

    private static OtlpMetric ReadMetric(Dictionary<string, string> resource, ProtoMessage metric)
    {
        var name = metric.Text(1);
        var (kind, data) = metric.Has(5) ? (MetricKind.Gauge, metric.Messages(5).Single())
            : metric.Has(7) ? (MetricKind.Counter, metric.Messages(7).Single())
            : metric.Has(9) ? (MetricKind.Histogram, metric.Messages(9).Single())
            : throw new InvalidDataException($"{name}: neither gauge, sum nor histogram");
        if (kind is not MetricKind.Gauge && data.Number(2) != Cumulative)
            throw new InvalidDataException($"{name}: temporality {data.Number(2)} is not cumulative: the collector's Prometheus exporter needs that");
        if (kind is MetricKind.Counter && data.Number(3) == 0)
            kind = MetricKind.Gauge;
        return new OtlpMetric(resource, name, metric.Text(3), kind, [.. data.Messages(1).Select(point => ReadPoint(kind, point))]);
    }

    private static OtlpPoint ReadPoint(MetricKind kind, ProtoMessage point) => kind is MetricKind.Histogram
        ? new OtlpPoint(Attributes(point.Messages(9)), point.Double(5), [.. point.Numbers(7).Select(BitConverter.UInt64BitsToDouble)], point.Numbers(6))
        : new OtlpPoint(Attributes(point.Messages(7)), point.Has(6) ? (long)point.Number(6) : point.Double(4), [], []);

    private static Dictionary<string, string> Attributes(IEnumerable<ProtoMessage> pairs)
    {
        // Of an attribute that stands twice, as the process's own name and the environment's, the last counts, as in the collector.
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
            attributes[pair.Text(1)] = pair.Messages(2).Select(Value).LastOrDefault("");
        return attributes;
    }

    private static string Value(ProtoMessage value) => value.Has(2) ? value.Number(2) != 0 ? "true" : "false"
        : value.Has(3) ? ((long)value.Number(3)).ToString(CultureInfo.InvariantCulture)
        : value.Has(4) ? value.Double(4).ToString(CultureInfo.InvariantCulture)
        : value.Text(1);
}
