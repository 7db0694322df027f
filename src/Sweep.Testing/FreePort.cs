using System.Net;
using System.Net.Sockets;

namespace Sweep.Testing;

/// <summary>Ports of this machine that nobody listens on.</summary>
public static class FreePort
{
    // Below the ports that Linux gives to connections (from 32768 on), one of which might take the port before whoever asked binds it.
    private const int First = 10_000;
    private const int Count = 22_000;

    private static int _asked = Random.Shared.Next(Count);

    /// <summary>A free loopback port, another one each time; whoever asks should bind it soon.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _asked) % Count);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
