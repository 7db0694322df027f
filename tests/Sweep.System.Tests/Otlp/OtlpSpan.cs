namespace Sweep.SystemTests.Otlp;

/// <summary>A span as it came over the wire.</summary>
internal sealed record OtlpSpan(
    string Service, string Instance, string Scope, string Name, string TraceId, string SpanId, string ParentId, bool IsError,
    IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<OtlpLink> Links);
