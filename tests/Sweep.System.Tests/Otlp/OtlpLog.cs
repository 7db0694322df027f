namespace Sweep.SystemTests.Otlp;

/// <summary>A log record as it came over the wire.</summary>
internal sealed record OtlpLog(string Category, string Severity, string Body, string TraceId);
