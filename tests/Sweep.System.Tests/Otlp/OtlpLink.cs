namespace Sweep.SystemTests.Otlp;

/// <summary>A link of a span.</summary>
internal sealed record OtlpLink(string Kind, string TraceId, string SpanId);
