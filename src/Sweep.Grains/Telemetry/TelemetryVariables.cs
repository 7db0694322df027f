using System.Globalization;
using Sweep.Core.Texts;

namespace Sweep.Grains.Telemetry;

/// <summary>
/// Variables of the standard that the OpenTelemetry library reads by itself: it ignores what it does not understand, or throws what names no
/// variable. Checked where something is exported.
/// </summary>
internal static class TelemetryVariables
{
    private const string MostAtOnce = "OTEL_BSP_MAX_EXPORT_BATCH_SIZE";
    private const string MostWaiting = "OTEL_BSP_MAX_QUEUE_SIZE";
    private const int DefaultAtOnce = 512;
    private const int DefaultWaiting = 2048;

    private static readonly string[] Milliseconds =
    [
        "OTEL_METRIC_EXPORT_INTERVAL", "OTEL_METRIC_EXPORT_TIMEOUT", "OTEL_BSP_SCHEDULE_DELAY", "OTEL_BSP_EXPORT_TIMEOUT",
        "OTEL_BLRP_SCHEDULE_DELAY", "OTEL_BLRP_EXPORT_TIMEOUT",
    ];

    private static readonly string[] Sizes = [MostWaiting, MostAtOnce, "OTEL_BLRP_MAX_QUEUE_SIZE", "OTEL_BLRP_MAX_EXPORT_BATCH_SIZE"];

    private static readonly string[] Limits =
    [
        "OTEL_ATTRIBUTE_COUNT_LIMIT", "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", "OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT",
        "OTEL_SPAN_EVENT_COUNT_LIMIT", "OTEL_SPAN_LINK_COUNT_LIMIT", "OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT", "OTEL_LINK_ATTRIBUTE_COUNT_LIMIT",
        "OTEL_LOGRECORD_ATTRIBUTE_COUNT_LIMIT", "OTEL_LOGRECORD_ATTRIBUTE_VALUE_LENGTH_LIMIT",
    ];

    private static readonly (string Name, string[] Values)[] Choices =
    [
        ("OTEL_EXPORTER_OTLP_COMPRESSION", ["gzip", "none"]),
        ("OTEL_EXPORTER_OTLP_TRACES_COMPRESSION", ["gzip", "none"]),
        ("OTEL_EXPORTER_OTLP_METRICS_COMPRESSION", ["gzip", "none"]),
        ("OTEL_EXPORTER_OTLP_LOGS_COMPRESSION", ["gzip", "none"]),
        ("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", ["cumulative", "delta", "lowmemory"]),
        ("OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION", ["explicit_bucket_histogram", "base2_exponential_bucket_histogram"]),
        ("OTEL_METRICS_EXEMPLAR_FILTER", ["always_on", "always_off", "trace_based"]),
    ];

    private static readonly string[] Files = ["OTEL_EXPORTER_OTLP_CERTIFICATE", "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE", "OTEL_EXPORTER_OTLP_CLIENT_KEY"];

    public static void Check(Func<string, string?> variable, ICollection<string> errors)
    {
        foreach (var name in Milliseconds)
            Whole(variable, name, "of milliseconds, 1 or more", 1, errors);
        foreach (var name in Sizes)
            Whole(variable, name, "of 1 or more", 1, errors);
        foreach (var name in Limits)
            Whole(variable, name, "of 0 or more", 0, errors);
        CheckBatch(variable, errors);
        foreach (var (name, values) in Choices)
        {
            if (variable(name) is { Length: > 0 } text && !values.Contains(text, StringComparer.OrdinalIgnoreCase))
                errors.Refuse(name, text, $"must be {string.Join(" or ", values)}");
        }

        foreach (var name in Files)
        {
            if (variable(name) is { Length: > 0 } file && !File.Exists(file))
                errors.Add($"{name}: {file} is no file that this user can see; name one in PEM form, or leave it out");
        }

        if (variable("OTEL_RESOURCE_ATTRIBUTES") is { Length: > 0 } attributes)
            CheckPairs("OTEL_RESOURCE_ATTRIBUTES", attributes, "service.namespace=lab,host.name=box", errors);
    }

    /// <summary>Finds what is no <c>name=value</c> among those between commas; no value is shown, since it may be a secret.</summary>
    public static void CheckPairs(string variable, string text, string example, ICollection<string> errors)
    {
        var pairs = text.Split(',');
        for (var i = 0; i < pairs.Length; i++)
        {
            if (pairs[i].IndexOf('=', StringComparison.Ordinal) <= 0)
                errors.Add($"{variable}: {Place(i, pairs.Length)} is no NAME=VALUE; write {example}");
        }
    }

    /// <summary>"its entry", "its entry 2 of 3".</summary>
    public static string Place(int index, int count) =>
        count == 1 ? "its entry" : string.Create(CultureInfo.InvariantCulture, $"its entry {index + 1} of {count}");

    private static void CheckBatch(Func<string, string?> variable, ICollection<string> errors)
    {
        int Size(string name, int otherwise) => int.TryParse(variable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : otherwise;
        var (atOnce, waiting) = (Size(MostAtOnce, DefaultAtOnce), Size(MostWaiting, DefaultWaiting));
        if (atOnce > waiting)
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"{MostAtOnce}: {atOnce} must be at most {MostWaiting}, {waiting}"));
    }

    private static void Whole(Func<string, string?> variable, string name, string rule, int least, ICollection<string> errors)
    {
        if (variable(name) is { Length: > 0 } text && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least))
            errors.Refuse(name, text, $"must be a whole number {rule}");
    }
}
