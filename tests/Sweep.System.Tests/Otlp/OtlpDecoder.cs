using System.Globalization;

namespace Sweep.SystemTests.Otlp;

/// <summary>Reads requests of OTLP (opentelemetry-proto 1.x, opentelemetry/proto/{trace,metrics,logs}/v1).</summary>
internal static class OtlpDecoder
{
    private const ulong Cumulative = 2;

    public static IEnumerable<OtlpSpan> Spans(ReadOnlyMemory<byte> request) =>
        from resource in new ProtobufMessage(request).Messages(1)
        let attributes = Attributes(resource.Message(1), 1)
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select new OtlpSpan(
            attributes.GetValueOrDefault("service.name", ""),
            attributes.GetValueOrDefault("service.instance.id", ""),
            scope.Message(1).Text(1),
            span.Text(5),
            span.Hex(1),
            span.Hex(2),
            span.Hex(4),
            span.Message(15).Number(3) == 2,
            Attributes(span, 9),
            [.. span.Messages(13).Select(link => new OtlpLink(Attributes(link, 4).GetValueOrDefault("sweep.link", ""), link.Hex(1), link.Hex(2)))]);

    /// <exception cref="InvalidDataException">It holds what the collector's Prometheus exporter would drop.</exception>
    public static IEnumerable<OtlpMetric> Metrics(ReadOnlyMemory<byte> request) =>
        from resource in new ProtobufMessage(request).Messages(1)
        let attributes = Attributes(resource.Message(1), 1)
        from scope in resource.Messages(2)
        from metric in scope.Messages(2)
        select ReadMetric(attributes, scope.Message(1).Text(1), metric);

    public static IEnumerable<OtlpLog> Logs(ReadOnlyMemory<byte> request) =>
        from resource in new ProtobufMessage(request).Messages(1)
        from scope in resource.Messages(2)
        from log in scope.Messages(2)
        select new OtlpLog(scope.Message(1).Text(1), log.Text(3), log.Message(5).Text(1), log.Hex(9));

    private static OtlpMetric ReadMetric(Dictionary<string, string> resource, string scope, ProtobufMessage metric)
    {
        var name = metric.Text(1);
        var (kind, data) = metric.Has(5) ? (MetricKind.Gauge, metric.Message(5))
            : metric.Has(7) ? (MetricKind.Counter, metric.Message(7))
            : metric.Has(9) ? (MetricKind.Histogram, metric.Message(9))
            : throw new InvalidDataException($"{name}: neither gauge, sum nor histogram");
        if (kind is not MetricKind.Gauge && data.Number(2) != Cumulative)
            throw new InvalidDataException($"{name}: temporality {data.Number(2)} is not cumulative: the collector's Prometheus exporter needs that");
        if (kind is MetricKind.Counter && data.Number(3) == 0)
            kind = MetricKind.Gauge;
        return new OtlpMetric(resource, scope, name, metric.Text(3), metric.Text(2), kind, [.. data.Messages(1).Select(point => ReadPoint(kind, point))]);
    }

    private static OtlpPoint ReadPoint(MetricKind kind, ProtobufMessage point) => kind is MetricKind.Histogram
        ? new OtlpPoint(Attributes(point, 9), point.Double(5), [.. point.Numbers(7).Select(BitConverter.UInt64BitsToDouble)], point.Numbers(6))
        : new OtlpPoint(Attributes(point, 7), point.Has(6) ? (long)point.Number(6) : point.Double(4), [], []);

    private static Dictionary<string, string> Attributes(ProtobufMessage of, int field)
    {
        // Of an attribute that stands twice, as the process's own name and the environment's, the last counts, as in the collector.
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in of.Messages(field))
            attributes[pair.Text(1)] = Value(pair.Message(2));
        return attributes;
    }

    private static string Value(ProtobufMessage value) =>
        value.Has(1) ? value.Text(1)
        : value.Has(2) ? value.Number(2) != 0 ? "true" : "false"
        : value.Has(3) ? ((long)value.Number(3)).ToString(CultureInfo.InvariantCulture)
        : value.Has(4) ? value.Double(4).ToString("R", CultureInfo.InvariantCulture)
        : "";
}
