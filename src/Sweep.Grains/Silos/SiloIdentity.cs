using Sweep.Core.Scheduling;

namespace Sweep.Grains.Silos;

/// <summary>The names under which this silo stands in the store.</summary>
/// <param name="Name">Machine and process, for people: what a trial's row says.</param>
/// <param name="Key">This very start of the silo, for leases and ownership.</param>
public sealed record SiloIdentity(string Name, SiloKey Key)
{
    /// <summary>The key as it travels and is stored.</summary>
    public string Incarnation { get; } = Key.ToString();

    public static SiloIdentity Of(SiloAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new($"{Environment.MachineName}/{Environment.ProcessId}", ProcessIdentity.Current with { Address = address.ToParsableString() });
    }

    /// <summary>The address of a silo; null where it has none.</summary>
    public static SiloAddress? AddressOf(SiloKey silo)
    {
        try
        {
            return silo.Address is { } address ? SiloAddress.FromParsableString(address) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
