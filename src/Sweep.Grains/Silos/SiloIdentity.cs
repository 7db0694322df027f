namespace Sweep.Grains.Silos;

/// <summary>The names under which this silo stands in the store.</summary>
/// <param name="Name">Machine and process, for people: what a trial's row says.</param>
/// <param name="Incarnation">This very start of the silo, for leases and ownership: <c>machine/process/start/address</c>.</param>
public sealed record SiloIdentity(string Name, string Incarnation)
{
    public static SiloIdentity Of(SiloAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new($"{Environment.MachineName}/{Environment.ProcessId}", $"{ProcessIdentity.Current}/{address.ToParsableString()}");
    }

    /// <summary>The address within an incarnation; null where it has none.</summary>
    public static SiloAddress? AddressOf(string incarnation)
    {
        ArgumentNullException.ThrowIfNull(incarnation);
        try
        {
            return incarnation.Split('/') is [_, _, _, var address] ? SiloAddress.FromParsableString(address) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
