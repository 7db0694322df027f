using System.Globalization;
using Sweep.Core.Texts;

namespace Sweep.Grains.Telemetry;

/// <summary>
/// What of telemetry is exported and where to, by the standard variables of OpenTelemetry; nothing where none is set. What has a default
/// in the standard (batching, sampling, resource attributes) is read by the OpenTelemetry library itself.
/// </summary>
/// <param name="Traces">Where spans go; null for nowhere.</param>
/// <param name="Metrics">Where metrics go; null for nowhere.</param>
/// <param name="Logs">Where logs go; null for nowhere.</param>
/// <param name="TrialShare">Share of the trials whose spans are kept though they are neither failed, slow nor first; 0 to 1.</param>
/// <param name="Sampler">As <c>OTEL_TRACES_SAMPLER</c> says; null for the default.</param>
/// <param name="SamplerArgument">As <c>OTEL_TRACES_SAMPLER_ARG</c> says.</param>
public sealed record TelemetrySettings(
    OtlpTarget? Traces, OtlpTarget? Metrics, OtlpTarget? Logs, double TrialShare, string? Sampler, double? SamplerArgument)
{
    /// <summary>The environment's name of <see cref="TrialShare"/>; as a setting of the server: <c>Sweep:TraceShare</c>.</summary>
    public const string TrialShareVariable = "Sweep__TraceShare";

    /// <summary>Of ten thousand quick and like trials a hundred tell all that there is to know.</summary>
    public const double DefaultTrialShare = 0.01;

    private const string Otlp = "otlp";
    private const string None = "none";

    private static readonly string[] Samplers =
        ["always_on", "always_off", "traceidratio", "parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio"];

    /// <summary>Nothing is exported.</summary>
    public static TelemetrySettings Off { get; } = new(null, null, null, DefaultTrialShare, null, null);

    public bool IsOff => Traces is null && Metrics is null && Logs is null;

    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="errors">Takes what is wrong, with value, rule and remedy.</param>
    /// <param name="share">Name of the trial share for <paramref name="variable"/>.</param>
    public static TelemetrySettings Read(Func<string, string?> variable, ICollection<string> errors, string share = TrialShareVariable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentNullException.ThrowIfNull(errors);

        // A variable of all signals is wrong once, not three times.
        List<string> found = [];
        var settings = ReadAll(variable, found, share);
        foreach (var error in found.Distinct(StringComparer.Ordinal))
            errors.Add(error);
        return settings;
    }

    private static TelemetrySettings ReadAll(Func<string, string?> variable, ICollection<string> errors, string share)
    {
        var isDisabled = Flag(variable, "OTEL_SDK_DISABLED", errors);
        OtlpTarget? Target(string signal, string path) =>
            !isDisabled && IsWanted(variable, signal, errors) ? OtlpTarget.Read(variable, signal, path, errors) : null;
        var settings = new TelemetrySettings(
            Target("TRACES", "v1/traces"),
            Target("METRICS", "v1/metrics"),
            Target("LOGS", "v1/logs"),
            Fraction(variable, share, errors) ?? DefaultTrialShare,
            null,
            null);
        if (!settings.IsOff)
            TelemetryVariables.Check(variable, errors);
        return settings.Traces is null ? settings : settings with
        {
            Sampler = ReadSampler(variable, errors),
            SamplerArgument = Fraction(variable, "OTEL_TRACES_SAMPLER_ARG", errors),
        };
    }

    private static bool IsWanted(Func<string, string?> variable, string signal, ICollection<string> errors)
    {
        var name = $"OTEL_{signal}_EXPORTER";
        var exporter = variable(name);
        if (!string.IsNullOrEmpty(exporter) && exporter is not (Otlp or None))
            errors.Refuse(name, exporter, $"must be {Otlp} or {None}");
        return exporter == Otlp
            || (string.IsNullOrEmpty(exporter)
                && !(string.IsNullOrEmpty(variable("OTEL_EXPORTER_OTLP_ENDPOINT")) && string.IsNullOrEmpty(variable($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"))));
    }

    private static string? ReadSampler(Func<string, string?> variable, ICollection<string> errors)
    {
        const string Name = "OTEL_TRACES_SAMPLER";
        var sampler = variable(Name);
        if (string.IsNullOrEmpty(sampler))
            return null;
        if (!Samplers.Contains(sampler, StringComparer.Ordinal))
            errors.Refuse(Name, sampler, $"must be one of {string.Join(", ", Samplers)}");
        return sampler;
    }

    private static bool Flag(Func<string, string?> variable, string name, ICollection<string> errors)
    {
        var text = variable(name);
        if (!string.IsNullOrEmpty(text) && !bool.TryParse(text, out _))
            errors.Refuse(name, text, "must be true or false");
        return bool.TryParse(text, out var value) && value;
    }

    private static double? Fraction(Func<string, string?> variable, string name, ICollection<string> errors)
    {
        var text = variable(name);
        if (string.IsNullOrEmpty(text))
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1)
            return value;
        errors.Refuse(name, text, "must be a number from 0 to 1");
        return null;
    }
}
