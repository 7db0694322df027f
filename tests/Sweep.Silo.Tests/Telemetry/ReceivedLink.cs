namespace Sweep.Silo.Tests.Telemetry;

/// <summary>A link of a span.</summary>
internal sealed record ReceivedLink(string Kind, string TraceId, string SpanId);
