using System.Net;

namespace Sweep.Silo;

/// <summary>Where a silo of a cluster is to be found, and where it listens for silos and clients.</summary>
/// <param name="Advertised">Address at which others reach it; null for this machine's first.</param>
/// <param name="Listening">Address on which it listens.</param>
/// <param name="Refusal">What is wrong with what was said, where <paramref name="Listening"/> is not loopback and nothing protects it.</param>
internal sealed record SiloEndpoints(IPAddress? Advertised, IPAddress Listening, string Refusal)
{
    /// <summary>Whether other machines reach it.</summary>
    public bool IsExposed => !IPAddress.IsLoopback(Listening);

    /// <summary>By default on all addresses where certificates protect it or somebody says that nothing need, else on loopback.</summary>
    /// <param name="address">What <c>Orleans:Address</c> says.</param>
    /// <param name="listenAddress">What <c>Orleans:ListenAddress</c> says.</param>
    /// <param name="isOpen">Whether it may listen on other addresses.</param>
    public static SiloEndpoints Of(IPAddress? address, IPAddress? listenAddress, bool isOpen)
    {
        var listening = listenAddress ?? (address is null
            ? isOpen ? IPAddress.Any : IPAddress.Loopback
            : IPAddress.IsLoopback(address) ? address : AnyOf(address));
        var isAny = listening.Equals(IPAddress.Any) || listening.Equals(IPAddress.IPv6Any);
        return new SiloEndpoints(
            address ?? (isAny ? null : listening),
            listening,
            $"{listenAddress ?? address} is open to other machines, and without certificates whoever reaches it may call any grain; name them with Sweep:Tls:Certificate, Sweep:Tls:Key and Sweep:Tls:Authority, "
            + "leave it out for 127.0.0.1, or take the risk with Sweep:InsecureCluster=true");
    }

    private static IPAddress AnyOf(IPAddress address) =>
        address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
}
