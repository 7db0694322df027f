namespace Sweep.Web.Pages.Shared;

/// <summary>Where the operator's tracing shows a trace: an address with <c>{trace_id}</c> in it.</summary>
public sealed record TraceAddress
{
    public const string Rule = "must be an address of http or https with {trace_id} behind its host, and without a password";

    public const string Remedy = "write one such as https://jaeger.example.org/trace/{trace_id}";

    private const string Hole = "{trace_id}";
    private const int Digits = 32;

    private readonly string _template;

    private TraceAddress(string template) => _template = template;

    /// <summary>There is no such place.</summary>
    public static TraceAddress None { get; } = new("");

    /// <summary>Null where it breaks <see cref="Rule"/>.</summary>
    public static TraceAddress? Read(string? template)
    {
        if (template is null || !template.Contains(Hole, StringComparison.Ordinal) || template.Any(char.IsControl))
            return null;

        // What is a host with one id and another with another is none that the operator has chosen.
        return UriOf(template, '0') is { } one && UriOf(template, 'f') is { } other
            && (one.Scheme is "http" or "https") && one.UserInfo.Length == 0
            && Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.Ordinal) == 0
            ? new TraceAddress(template)
            : null;
    }

    /// <summary>Where a trace is shown; null for none, and for what is no id of a trace.</summary>
    public string? Of(string? traceId) => _template.Length > 0 && traceId is { Length: Digits } && traceId.All(char.IsAsciiHexDigitLower)
        ? _template.Replace(Hole, traceId, StringComparison.Ordinal)
        : null;

    public override string ToString() => _template;

    private static Uri? UriOf(string template, char digit) =>
        Uri.TryCreate(template.Replace(Hole, new string(digit, Digits), StringComparison.Ordinal), UriKind.Absolute, out var uri) ? uri : null;
}
