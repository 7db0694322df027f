namespace Sweep.Silo.Tests.Telemetry;

/// <summary>A metric as it came over the wire.</summary>
/// <param name="Points">The attributes of each point, with its value where it is a whole number.</param>
internal sealed record ReceivedMetric(
    string Scope, string Name, string Unit, string Description, IReadOnlyList<(IReadOnlyDictionary<string, string> Attributes, long Value)> Points);
