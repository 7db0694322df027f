using Sweep.Service.Remote;

namespace Sweep.Client.Stores;

/// <summary>A server that a command works with.</summary>
internal sealed class OpenedServer : IAsyncDisposable
{
    public OpenedServer(SweepServer server) => (Server, Opened) = (server, new OpenedSweeps(server.Sweeps, server.Upkeep, server.DataSets, server, this));

    public SweepServer Server { get; }

    public OpenedSweeps Opened { get; }

    public ValueTask DisposeAsync()
    {
        Server.Dispose();
        return ValueTask.CompletedTask;
    }
}
