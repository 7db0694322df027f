using System.Globalization;

namespace Sweep.Silo.Tests.Telemetry;

/// <summary>Reads requests of OTLP (opentelemetry-proto 1.x, opentelemetry/proto/{trace,metrics,logs}/v1).</summary>
internal static class OtlpDecoder
{
    public static IEnumerable<ReceivedSpan> Spans(ReadOnlyMemory<byte> request) =>
        from resource in new ProtobufMessage(request).Messages(1)
        let attributes = Attributes(resource.Message(1), 1)
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select new ReceivedSpan(
            attributes.GetValueOrDefault("service.name", ""),
            attributes.GetValueOrDefault("service.instance.id", ""),
            scope.Message(1).Text(1),
            span.Text(5),
            span.Hex(1),
            span.Hex(2),
            span.Hex(4),
            span.Message(15).Number(3) == 2,
            Attributes(span, 9),
            [.. span.Messages(13).Select(link => new ReceivedLink(Attributes(link, 4).GetValueOrDefault("sweep.link", ""), link.Hex(1), link.Hex(2)))]);

    public static IEnumerable<ReceivedMetric> Metrics(ReadOnlyMemory<byte> request) =>
        from resource in new ProtobufMessage(request).Messages(1)
        from scope in resource.Messages(2)
        from metric in scope.Messages(2)
        let isHistogram = metric.Has(9)
        let data = metric.Message(isHistogram ? 9 : metric.Has(7) ? 7 : 5)
        select new ReceivedMetric(
            scope.Message(1).Text(1),
            metric.Text(1),
            metric.Text(3),
            metric.Text(2),
            [.. data.Messages(1).Select(point => (Attributes(point, isHistogram ? 9 : 7), (long)point.Number(isHistogram ? 4 : 6)))]);

    public static IEnumerable<ReceivedLog> Logs(ReadOnlyMemory<byte> request) =>
        from resource in new ProtobufMessage(request).Messages(1)
        from scope in resource.Messages(2)
        from log in scope.Messages(2)
        select new ReceivedLog(scope.Message(1).Text(1), log.Text(3), log.Message(5).Text(1), log.Hex(9));

    private static Dictionary<string, string> Attributes(ProtobufMessage of, int field) => of.Messages(field)
        .DistinctBy(pair => pair.Text(1))
        .ToDictionary(pair => pair.Text(1), pair => Value(pair.Message(2)));

    private static string Value(ProtobufMessage value) =>
        value.Has(1) ? value.Text(1)
        : value.Has(2) ? value.Number(2) != 0 ? "true" : "false"
        : value.Has(3) ? ((long)value.Number(3)).ToString(CultureInfo.InvariantCulture)
        : value.Has(4) ? BitConverter.UInt64BitsToDouble(value.Number(4)).ToString("R", CultureInfo.InvariantCulture)
        : "";
}
