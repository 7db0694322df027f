using System.Net;
using System.Net.Sockets;

namespace Sweep.Testing.Networks;

/// <summary>
/// Stands before one silo's port, at an address of loopback that the silo advertises: all that other silos say to it goes through here.
/// The silo itself listens on the same port of 127.0.0.1. Linux only, where each address of 127.0.0.0/8 is this machine's.
/// </summary>
public sealed class SiloLink : TcpRelay
{
    private readonly SiloNetwork _network;

    internal SiloLink(SiloNetwork network, IPEndPoint at)
        : base(at)
    {
        _network = network;
        Open();
    }

    /// <summary>The silo's process, once it is started.</summary>
    public int? Process { get; set; }

    /// <summary>The way between this silo and all the others.</summary>
    internal Silence Silence { get; } = new();

    protected override RelayedConnection Welcome(IPEndPoint client) => new Between(this, _network.LinkOf(client));

    protected override ValueTask ConnectAsync(TcpClient toServer, CancellationToken cancellation) =>
        toServer.ConnectAsync(IPAddress.Loopback, Endpoint.Port, cancellation);

    private sealed class Between(SiloLink one, SiloLink? other) : RelayedConnection
    {
        public override async Task WaitAsync(CancellationToken cancellation)
        {
            await one.Silence.WaitAsync(cancellation);
            if (other is not null)
                await other.Silence.WaitAsync(cancellation);
        }
    }
}
