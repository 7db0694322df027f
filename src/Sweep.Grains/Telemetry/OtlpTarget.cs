using System.Globalization;
using OpenTelemetry.Exporter;

namespace Sweep.Grains.Telemetry;

/// <summary>Where one signal goes: the general variables of the standard, and before them those of the signal.</summary>
/// <param name="Endpoint">The whole address.</param>
/// <param name="IsGrpc">Over gRPC; else protobuf over HTTP.</param>
/// <param name="Headers">As the variable has them: <c>key=value,…</c>; null for none.</param>
/// <param name="Timeout">Of one export; null for the library's.</param>
public sealed record OtlpTarget(Uri Endpoint, bool IsGrpc, string? Headers, TimeSpan? Timeout)
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";
    private const string Grpc = "grpc";
    private const string Http = "http/protobuf";

    internal static OtlpTarget? Read(Func<string, string?> variable, string signal, string path, ICollection<string> errors)
    {
        (string Name, string? Value) Find(string what) =>
            variable($"{Prefix}{signal}_{what}") is { Length: > 0 } own ? ($"{Prefix}{signal}_{what}", own) : (Prefix + what, variable(Prefix + what));

        var protocol = Find("PROTOCOL");
        if (!string.IsNullOrEmpty(protocol.Value) && protocol.Value is not (Grpc or Http))
            errors.Add($"{protocol.Name}: \"{protocol.Value}\" must be {Grpc} or {Http}");
        var isGrpc = protocol.Value != Http;
        var endpoint = Find("ENDPOINT");
        var text = string.IsNullOrEmpty(endpoint.Value) ? $"http://localhost:{(isGrpc ? 4317 : 4318)}" : endpoint.Value;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            errors.Add($"{endpoint.Name}: \"{text}\" must be an address such as http://localhost:{(isGrpc ? 4317 : 4318)}");
            return null;
        }

        // The general address is a base, to which the signal's path is added; a signal's own is taken as it is.
        if (!isGrpc && endpoint.Name == Prefix + "ENDPOINT")
            address = new Uri($"{address.AbsoluteUri.TrimEnd('/')}/{path}");
        return new OtlpTarget(address, isGrpc, Find("HEADERS").Value, ReadTimeout(Find("TIMEOUT"), errors));
    }

    internal void Apply(OtlpExporterOptions options)
    {
        options.Protocol = IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = Endpoint;
        if (!string.IsNullOrEmpty(Headers))
            options.Headers = Headers;
        if (Timeout is { } timeout)
            options.TimeoutMilliseconds = (int)timeout.TotalMilliseconds;
    }

    private static TimeSpan? ReadTimeout((string Name, string? Value) timeout, ICollection<string> errors)
    {
        if (string.IsNullOrEmpty(timeout.Value))
            return null;
        if (int.TryParse(timeout.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0)
            return TimeSpan.FromMilliseconds(milliseconds);
        errors.Add($"{timeout.Name}: \"{timeout.Value}\" must be a whole number of milliseconds, 1 or more");
        return null;
    }
}
