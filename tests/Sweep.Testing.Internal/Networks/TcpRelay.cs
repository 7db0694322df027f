using System.Net;
using System.Net.Sockets;

namespace Sweep.Testing.Networks;

/// <summary>Stands between clients and a server; its connections decide what gets through.</summary>
public abstract class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private Task _accepting = Task.CompletedTask;

    /// <param name="at">Where it listens; port 0 for any.</param>
    protected TcpRelay(IPEndPoint at)
    {
        _listener = new TcpListener(at);
        _listener.Start();
    }

    /// <summary>Where clients find it.</summary>
    public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndpoint;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Begins to serve; once, when all is ready.</summary>
    protected void Open() => _accepting = AcceptAsync();

    /// <summary>What is to become of a new connection.</summary>
    protected abstract RelayedConnection Welcome(IPEndPoint client);

    /// <summary>Connects to the server.</summary>
    protected abstract ValueTask ConnectAsync(TcpClient toServer, CancellationToken cancellation);

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
        await Task.Yield();
        using var toClient = client;
        using var toServer = new TcpClient();
        try
        {
            // Small messages go on at once, as they came.
            (toClient.NoDelay, toServer.NoDelay) = (true, true);
            var connection = Welcome((IPEndPoint)toClient.Client.RemoteEndPoint!);
            await connection.WaitAsync(_stop.Token);
            await ConnectAsync(toServer, _stop.Token);
            await await Task.WhenAny(
                PumpAsync(toClient.GetStream(), toServer.GetStream(), connection, fromClient: true),
                PumpAsync(toServer.GetStream(), toClient.GetStream(), connection, fromClient: false));
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or SocketException or InvalidOperationException)
        {
            // Either side is gone; both connections are closed.
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, RelayedConnection connection, bool fromClient)
    {
        var buffer = new byte[1 << 16];
        while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var read)
        {
            var bytes = buffer.AsMemory(0, read);
            if (!connection.MayPass(bytes.Span, fromClient))
                return;
            await connection.WaitAsync(_stop.Token);
            await to.WriteAsync(bytes, _stop.Token);
        }
    }
}
