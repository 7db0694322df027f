using System.Globalization;
using OpenTelemetry.Exporter;
using Sweep.Core.Texts;

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
            errors.Refuse(protocol.Name, protocol.Value, $"must be {Grpc} or {Http}");
        var isGrpc = protocol.Value != Http;
        var endpoint = Find("ENDPOINT");
        var text = string.IsNullOrEmpty(endpoint.Value) ? $"http://localhost:{(isGrpc ? 4317 : 4318)}" : endpoint.Value;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            errors.Add($"{endpoint.Name}: \"{Shown(text)}\" must be an address such as http://localhost:{(isGrpc ? 4317 : 4318)}");
            return null;
        }

        if (address.UserInfo.Length > 0)
            errors.Add($"{endpoint.Name}: \"{Shown(text)}\" has a user or password in it, which would not be sent; write \"authorization=Basic …\" into {Prefix}HEADERS");
        var headers = Find("HEADERS");
        if (!string.IsNullOrEmpty(headers.Value))
            CheckHeaders(headers.Name, headers.Value, errors);

        // The general address is a base, to which the signal's path is added; a signal's own is taken as it is.
        if (!isGrpc && endpoint.Name == Prefix + "ENDPOINT")
            address = new Uri($"{address.AbsoluteUri.TrimEnd('/')}/{path}");
        return new OtlpTarget(address, isGrpc, headers.Value, ReadTimeout(Find("TIMEOUT"), errors));
    }

    /// <summary>Without the headers, which are secrets.</summary>
    public override string ToString() => $"{Endpoint.Scheme}://{Endpoint.Authority}{Endpoint.AbsolutePath}";

    internal void Apply(OtlpExporterOptions options)
    {
        options.Protocol = IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = Endpoint;
        if (!string.IsNullOrEmpty(Headers))
            options.Headers = Headers;
        if (Timeout is { } timeout)
            options.TimeoutMilliseconds = (int)timeout.TotalMilliseconds;
    }

    /// <summary>An address has its user and password before the last @; what has no scheme may still have them.</summary>
    private static string Shown(string text)
    {
        var at = text.LastIndexOf('@');
        return Secrets.Masked(at < 0 ? text : $"{Secrets.Mask}@{text[(at + 1)..]}");
    }

    /// <summary>As the exporter takes them apart, and HTTP its headers.</summary>
    private static void CheckHeaders(string variable, string text, ICollection<string> errors)
    {
        var before = errors.Count;
        TelemetryVariables.CheckPairs(variable, text.TrimEnd(','), "authorization=Bearer%20…,x-other=…", errors);
        if (errors.Count > before)
            return;
        var pairs = text.TrimEnd(',').Split(',');
        for (var i = 0; i < pairs.Length; i++)
        {
            using var request = new HttpRequestMessage();
            var pair = Uri.UnescapeDataString(pairs[i]).Split('=', 2);
            try
            {
                request.Headers.Add(pair[0].Trim(), pair[1].Trim());
                if (request.Headers.UserAgent.Count > 0)
                    throw new FormatException();
            }
            catch (Exception refused) when (refused is FormatException or InvalidOperationException or ArgumentException)
            {
                errors.Add($"{variable}: {TelemetryVariables.Place(i, pairs.Length)} cannot be a header of a request: a name has letters, digits and hyphens, is not one of HTTP's own, and a value no control characters; write authorization=Bearer%20…,x-other=…");
            }
        }
    }

    private static TimeSpan? ReadTimeout((string Name, string? Value) timeout, ICollection<string> errors)
    {
        if (string.IsNullOrEmpty(timeout.Value))
            return null;
        if (int.TryParse(timeout.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0)
            return TimeSpan.FromMilliseconds(milliseconds);
        errors.Refuse(timeout.Name, timeout.Value, "must be a whole number of milliseconds, 1 or more");
        return null;
    }
}
