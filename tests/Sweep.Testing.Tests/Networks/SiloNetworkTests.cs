using System.Net;
using System.Net.Sockets;
using Sweep.Testing.Networks;

namespace Sweep.Testing.Tests.Networks;

public sealed class SiloNetworkTests : IAsyncLifetime
{
    private readonly SiloNetwork _network = new();
    private readonly SiloLink _here;
    private readonly SiloLink _other;
    private readonly TcpListener _silo;
    private readonly TcpClient _client = new();

    public SiloNetworkTests()
    {
        (_here, _other) = (_network.Add(), _network.Add());
        // What connects from this process is the other silo's.
        _other.Process = Environment.ProcessId;
        _silo = new TcpListener(IPAddress.Loopback, _here.Endpoint.Port);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _silo.Start();
        await _client.ConnectAsync(_here.Endpoint, Cancellation);
    }

    [Fact]
    public async Task Cut_OfTheSiloThatConnected_HoldsWhatItSaysUntilHealed()
    {
        using var server = await _silo.AcceptTcpClientAsync(Cancellation);
        Assert.Equal(1, await SayAsync(server, 1));
        SiloNetwork.Cut(_other);
        var held = SayAsync(server, 2);
        await Task.Delay(TimeSpan.FromMilliseconds(200), Cancellation);
        Assert.False(held.IsCompleted);
        SiloNetwork.Heal(_other);
        Assert.Equal(2, await held);
    }

    [Fact]
    public async Task Cut_OfTheSiloConnectedTo_HoldsWhatItIsToldUntilHealed()
    {
        using var server = await _silo.AcceptTcpClientAsync(Cancellation);
        SiloNetwork.Cut(_here);
        var held = SayAsync(server, 3);
        await Task.Delay(TimeSpan.FromMilliseconds(200), Cancellation);
        Assert.False(held.IsCompleted);
        SiloNetwork.Heal(_here);
        Assert.Equal(3, await held);
    }

    [Fact]
    public async Task Cut_OfAThirdSilo_LetsTheOthersTalk()
    {
        SiloNetwork.Cut(_network.Add());
        using var server = await _silo.AcceptTcpClientAsync(Cancellation);
        Assert.Equal(4, await SayAsync(server, 4));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _silo.Stop();
        await _network.DisposeAsync();
    }

    private async Task<byte> SayAsync(TcpClient server, byte word)
    {
        await _client.GetStream().WriteAsync(new[] { word }, Cancellation);
        var heard = new byte[1];
        await server.GetStream().ReadExactlyAsync(heard, Cancellation);
        return heard[0];
    }
}
