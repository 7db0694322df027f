using System.Text.RegularExpressions;

namespace Sweep.SystemTests.Otlp;

/// <summary>
/// How OTLP's names become Prometheus': https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/, as the
/// collector's prometheus exporter does it where nothing is set.
/// </summary>
internal static partial class PrometheusNames
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["d"] = "days",
        ["h"] = "hours",
        ["min"] = "minutes",
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["us"] = "microseconds",
        ["ns"] = "nanoseconds",
        ["By"] = "bytes",
        ["KiBy"] = "kibibytes",
        ["MiBy"] = "mebibytes",
        ["KBy"] = "kilobytes",
        ["MBy"] = "megabytes",
        ["%"] = "percent",
        ["1"] = "",
    };

    /// <summary>The name of a metric, without what a histogram's series add to it.</summary>
    public static string Metric(string name, string unit, MetricKind kind)
    {
        var words = NotInWords().Split(name).Where(word => word.Length > 0).ToList();
        var parts = unit.Split('/', 2);
        Add(words, UnitWord(parts[0]));
        if (parts.Length == 2 && PerWord(parts[1]) is { Length: > 0 } per)
        {
            Add(words, "per");
            Add(words, per);
        }

        if (kind is MetricKind.Counter)
        {
            words.RemoveAll(word => word == "total");
            words.Add("total");
        }

        if (kind is MetricKind.Gauge && unit == "1")
            Add(words, "ratio");
        return string.Join('_', words);
    }

    /// <summary>The name of a label.</summary>
    public static string Label(string attribute)
    {
        var label = NotInLabels().Replace(attribute, "_");
        return label.Length > 0 && char.IsAsciiDigit(label[0]) ? $"key_{label}" : label;
    }

    private static void Add(List<string> words, string word)
    {
        if (word.Length > 0 && !words.Contains(word))
            words.Add(word);
    }

    /// <summary>Annotations in braces are no units.</summary>
    private static string UnitWord(string unit) =>
        unit.Contains('{', StringComparison.Ordinal) ? "" : Units.GetValueOrDefault(unit, NotInLabels().Replace(unit, ""));

    private static string PerWord(string unit) => UnitWord(unit) is { Length: > 0 } plural ? plural.TrimEnd('s') : "";

    [GeneratedRegex("[^a-zA-Z0-9:]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInWords();

    [GeneratedRegex("[^a-zA-Z0-9_]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInLabels();
}
