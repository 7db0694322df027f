namespace Sweep.Silo.Tests.Telemetry;

/// <summary>A span as it came over the wire.</summary>
internal sealed record ReceivedSpan(
    string Service, string Instance, string Scope, string Name, string TraceId, string SpanId, string ParentId, bool IsError,
    IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<ReceivedLink> Links);
