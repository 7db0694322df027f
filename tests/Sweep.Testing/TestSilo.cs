using System.Globalization;

namespace Sweep.Testing;

/// <summary>A silo in a process of its own.</summary>
/// <param name="Process">The process.</param>
/// <param name="Http">Where its health endpoints are.</param>
public sealed record TestSilo(SweepProcess Process, Uri Http)
{
    /// <summary>As it stands in the store and in membership.</summary>
    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Process.Id}");
}
