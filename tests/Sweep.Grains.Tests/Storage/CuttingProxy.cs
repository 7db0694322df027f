using System.Net;
using System.Net.Sockets;

namespace Sweep.Grains.Tests.Storage;

/// <summary>
/// Stands between a store and its server, and can swallow the server's answer to the next COMMIT: the server has committed, the
/// client sees its connection end.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    /// <summary>The whole text of a query, so that "READ COMMITTED" is none.</summary>
    private static readonly byte[] Commit = "COMMIT\0"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly IPEndPoint _server;
    private readonly Task _accepting;
    private int _cutsToMake;
    private int _cuts;

    /// <param name="server">The real server.</param>
    public CuttingProxy(IPEndPoint server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Commits whose answer was swallowed.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    /// <summary>Lets the answers to the next commits be lost.</summary>
    public void CutNextCommits(int count) => Volatile.Write(ref _cutsToMake, count);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var toClient = client;
        using var toServer = new TcpClient();
        try
        {
            await toServer.ConnectAsync(_server, _stop.Token);
            var connection = new Cut();
            await await Task.WhenAny(
                PumpAsync(toClient.GetStream(), toServer.GetStream(), connection, fromClient: true),
                PumpAsync(toServer.GetStream(), toClient.GetStream(), connection, fromClient: false));
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // Either side is gone; both connections are closed.
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, Cut cut, bool fromClient)
    {
        var buffer = new byte[1 << 16];
        while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var read)
        {
            var bytes = buffer.AsMemory(0, read);
            if (fromClient && bytes.Span.IndexOf(Commit) >= 0 && Interlocked.Decrement(ref _cutsToMake) >= 0)
                cut.IsDue = true;
            if (!fromClient && cut.IsDue)
            {
                // The server answers only once the commit is done.
                Interlocked.Increment(ref _cuts);
                return;
            }

            await to.WriteAsync(bytes, _stop.Token);
        }
    }

    private sealed class Cut
    {
        private volatile bool _isDue;

        public bool IsDue
        {
            get => _isDue;
            set => _isDue = value;
        }
    }
}
