using System.Net;
using System.Net.Sockets;
using Sweep.Core.Texts;

namespace Sweep.Grains.Notifications;

/// <summary>
/// Whom a silo calls. Whoever may submit a spec may name an address; so they must not reach through the silo what only it can reach: the
/// services of its own machine, which often ask nobody, and those of its link, where clouds hand out credentials.
/// </summary>
/// <param name="hosts">Hosts that are called, by name or as <c>*.example.org</c>; none for any.</param>
/// <param name="allowsLoopback">Whether this machine itself is called where no hosts are named.</param>
internal sealed class ReceiverPolicy(IReadOnlyCollection<string> hosts, bool allowsLoopback)
{
    /// <summary>Where clouds hand out credentials besides link-local addresses: AWS by IPv6, Alibaba.</summary>
    private static readonly IPAddress[] Metadata = [IPAddress.Parse("fd00:ec2::254"), IPAddress.Parse("100.100.100.200")];

    /// <summary>Addresses of IPv4 behind a translator (RFC 6052).</summary>
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    private static readonly IPNetwork LinkLocal = IPNetwork.Parse("169.254.0.0/16");

    /// <summary>Its own network, all of which is this machine.</summary>
    private static readonly IPNetwork ThisHost = IPNetwork.Parse("0.0.0.0/8");

    /// <summary>Why this host is not called, whatever its address; null where it is.</summary>
    public string? RefusalOf(string host) => hosts.Count == 0 || hosts.Any(pattern => HostPattern.Matches(pattern, host))
        ? null
        : $"{host} is not among {NotificationOptions.HostsKey}";

    /// <summary>Why this host is not called at this address; null where it is.</summary>
    public string? RefusalOf(string host, IPAddress address)
    {
        var plain = Plain(address);
        if (plain.IsIPv6LinkLocal || Metadata.Contains(plain) || (plain.AddressFamily == AddressFamily.InterNetwork && LinkLocal.Contains(plain)))
            return $"{host} is {address}, a link-local address or one where clouds hand out credentials, which is never called";
        if (hosts.Count == 0 && !allowsLoopback && IsThisMachine(plain))
            return $"{host} is {address}, this machine itself, which is called only where {NotificationOptions.HostsKey} names it";
        return RefusalOf(host);
    }

    private static bool IsThisMachine(IPAddress address) =>
        IPAddress.IsLoopback(address)
        || address.Equals(IPAddress.IPv6Any)
        || (address.AddressFamily == AddressFamily.InterNetwork && ThisHost.Contains(address));

    /// <summary>The address of IPv4 that stands in one of IPv6.</summary>
    private static IPAddress Plain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 && Translated.Contains(address) ? new IPAddress(address.GetAddressBytes()[12..]) : address;
    }
}
