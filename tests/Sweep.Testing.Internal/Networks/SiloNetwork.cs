using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace Sweep.Testing.Networks;

/// <summary>The network between silos, from which one can be cut off while it still reaches the database.</summary>
public sealed class SiloNetwork : IAsyncDisposable
{
    private const int AddressesOfANet = 250;

    private ImmutableList<SiloLink> _links = [];

    /// <summary>A place in the network for a silo that is to be started with <see cref="Settings"/>.</summary>
    public SiloLink Add()
    {
        var (net, host) = Math.DivRem(_links.Count, AddressesOfANet);
        var link = new SiloLink(this, new IPEndPoint(new IPAddress([127, 0, (byte)(net + 1), (byte)(host + 1)]), FreePort.Next()));
        _links = _links.Add(link);
        return link;
    }

    /// <summary>What the silo behind the link must be told.</summary>
    public static IEnumerable<string> Settings(SiloLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return
        [
            $"--Orleans:Address={link.Endpoint.Address}",
            string.Create(CultureInfo.InvariantCulture, $"--Orleans:SiloPort={link.Endpoint.Port}"),
            $"--Orleans:ListenAddress={IPAddress.Loopback}",
        ];
    }

    /// <summary>From now on no silo hears of this one, nor this one of any; no connection ends.</summary>
    public static void Cut(SiloLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        link.Silence.Begin();
    }

    /// <summary>Lets through what has waited, and all that comes.</summary>
    public static void Heal(SiloLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        link.Silence.End();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var link in _links)
            await link.DisposeAsync();
    }

    /// <summary>The silo at the other end of a connection to loopback; null where it is none of them, or gone.</summary>
    internal SiloLink? LinkOf(IPEndPoint client) => SocketOwner.InodeOf(client) is { } inode
        ? _links.Find(link => link.Process is { } process && SocketOwner.Owns(process, inode))
        : null;
}
