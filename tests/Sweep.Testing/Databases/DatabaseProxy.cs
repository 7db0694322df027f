using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Sweep.Testing.Databases;

/// <summary>
/// Stands between a client and its PostgreSQL server. It can swallow the server's answer to the next COMMIT (the server has committed,
/// the client sees its connection end), and can fall silent, as a network does that has lost its way.
/// </summary>
public sealed class DatabaseProxy : IAsyncDisposable
{
    /// <summary>The whole text of a query, so that "READ COMMITTED" is none.</summary>
    private static readonly byte[] Commit = "COMMIT\0"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly Task _accepting;
    private int _cutsToMake;
    private int _cuts;
    private volatile TaskCompletionSource? _silence;

    /// <param name="connection">The connection string of the real server.</param>
    public DatabaseProxy(string connection)
    {
        _server = new NpgsqlConnectionStringBuilder(connection);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The connection string that leads through here.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server.ConnectionString)
    {
        Host = IPAddress.Loopback.ToString(),
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
    }.ConnectionString;

    /// <summary>Commits whose answer was swallowed.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    /// <summary>Lets the answers to the next commits be lost.</summary>
    public void CutNextCommits(int count) => Volatile.Write(ref _cutsToMake, count);

    /// <summary>From now on nothing gets through, in either direction, nor does any connection end.</summary>
    public void FallSilent() => _silence ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets through what has waited, and all that comes.</summary>
    public void Heal()
    {
        var silence = _silence;
        _silence = null;
        silence?.TrySetResult();
    }

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
            await ListenAsync();
            await toServer.ConnectAsync(_server.Host!, _server.Port, _stop.Token);
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

            await ListenAsync();
            await to.WriteAsync(bytes, _stop.Token);
        }
    }

    private Task ListenAsync() => _silence is { } silence ? silence.Task.WaitAsync(_stop.Token) : Task.CompletedTask;

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
