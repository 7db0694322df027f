namespace Sweep.Silo.Tests.Telemetry;

/// <summary>A log record as it came over the wire.</summary>
internal sealed record ReceivedLog(string Category, string Severity, string Body, string TraceId);
