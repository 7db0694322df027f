using System.Net;
using System.Net.Sockets;
using Npgsql;
using Sweep.Testing.Networks;

namespace Sweep.Testing.Databases;

/// <summary>
/// Stands between a client and its PostgreSQL server. It can swallow the server's answer to the next COMMIT (the server has committed,
/// the client sees its connection end), can fall silent, as a network does that has lost its way, and can hang up on everybody, as a
/// server does that is about to stop.
/// </summary>
public sealed class DatabaseProxy : TcpRelay
{
    /// <summary>How often one try to connect is hung up on: Npgsql asks for encryption first, then goes without.</summary>
    public const int HangUpsATry = 2;

    /// <summary>The whole text of a query, so that "READ COMMITTED" is none.</summary>
    private static readonly byte[] Commit = "COMMIT\0"u8.ToArray();

    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly Silence _silence = new();
    private int _cutsToMake;
    private int _cuts;
    private volatile bool _isHangingUp;
    private int _hungUp;

    /// <param name="connection">The connection string of the real server.</param>
    public DatabaseProxy(string connection)
        : base(new IPEndPoint(IPAddress.Loopback, 0))
    {
        _server = new NpgsqlConnectionStringBuilder(connection);
        Open();
    }

    /// <summary>The connection string that leads through here.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server.ConnectionString)
    {
        Host = Endpoint.Address.ToString(),
        Port = Endpoint.Port,
    }.ConnectionString;

    /// <summary>Commits whose answer was swallowed.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    /// <summary>Connections that were hung up on.</summary>
    public int HungUp => Volatile.Read(ref _hungUp);

    /// <summary>Lets the answers to the next commits be lost.</summary>
    public void CutNextCommits(int count) => Volatile.Write(ref _cutsToMake, count);

    /// <summary>From now on nothing gets through, in either direction, nor does any connection end.</summary>
    public void FallSilent() => _silence.Begin();

    /// <summary>From now on every connection ends as soon as something is said on it.</summary>
    public void HangUp() => _isHangingUp = true;

    /// <summary>Lets through what has waited, and all that comes.</summary>
    public void Heal()
    {
        _isHangingUp = false;
        _silence.End();
    }

    protected override RelayedConnection Welcome(IPEndPoint client) => new Session(this);

    protected override async ValueTask ConnectAsync(TcpClient toServer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(toServer);
        await toServer.ConnectAsync(_server.Host!, _server.Port, cancellation);
    }

    private sealed class Session(DatabaseProxy proxy) : RelayedConnection
    {
        private volatile bool _isCutDue;

        public override Task WaitAsync(CancellationToken cancellation) => proxy._silence.WaitAsync(cancellation);

        public override bool MayPass(ReadOnlySpan<byte> bytes, bool fromClient)
        {
            if (proxy._isHangingUp)
            {
                Interlocked.Increment(ref proxy._hungUp);
                return false;
            }

            if (fromClient && bytes.IndexOf(Commit) >= 0 && Interlocked.Decrement(ref proxy._cutsToMake) >= 0)
                _isCutDue = true;
            if (fromClient || !_isCutDue)
                return true;

            // The server answers only once the commit is done.
            Interlocked.Increment(ref proxy._cuts);
            return false;
        }
    }
}
