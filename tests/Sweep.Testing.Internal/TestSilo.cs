using System.Globalization;
using Sweep.Core.Scheduling;

namespace Sweep.Testing;

/// <summary>A silo in a process of its own.</summary>
/// <param name="Process">The process.</param>
/// <param name="Http">Where its health endpoints are.</param>
/// <param name="Machine">The name of the machine that it takes this one for; null for its true name.</param>
public sealed record TestSilo(SweepProcess Process, Uri Http, string? Machine = null)
{
    /// <summary>As it stands in the store and in membership.</summary>
    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"{Machine ?? Environment.MachineName}/{Process.Id}");

    /// <summary>Where it listens for silos.</summary>
    public int Port { get; init; }

    /// <summary>Where it listens for clients.</summary>
    public int GatewayPort { get; init; }

    /// <summary>Whether this is the silo of a lease, an owner or an attempt, which name it with more behind.</summary>
    public bool Is(string incarnation)
    {
        ArgumentNullException.ThrowIfNull(incarnation);
        return incarnation.StartsWith(Name + "/", StringComparison.Ordinal);
    }

    /// <inheritdoc cref="Is(string)"/>
    public bool Is(SiloKey silo) => Is(silo.ToString());
}
