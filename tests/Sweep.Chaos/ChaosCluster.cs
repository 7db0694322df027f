using Sweep.Testing;
using Sweep.Testing.Databases;
using Sweep.Testing.Networks;

namespace Sweep.Chaos;

/// <summary>Three silos on a PostgreSQL server of their own, to which every fault can be done; a silo that is ended is replaced.</summary>
internal sealed class ChaosCluster : IAsyncDisposable
{
    private const int Silos = 3;
    private const int LostAnswers = 3;

    private static readonly TimeSpan FrozenTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan SilentTime = TimeSpan.FromSeconds(6);

    private readonly PostgresServer _server;
    private readonly TestCluster _cluster;
    private readonly Random _random;
    private readonly List<ChaosSilo> _silos = [];
    private readonly List<DatabaseProxy> _proxies = [];
    private readonly SiloNetwork _network = new();
    private readonly List<Task> _aftermath = [];
    private bool _isDatabaseHit;

    private ChaosCluster(PostgresServer server, TestCluster cluster, Random random)
    {
        _server = server;
        _cluster = cluster;
        _random = random;
    }

    public TestCluster Cluster => _cluster;

    /// <summary>Starts the database and three silos, and waits until all are active.</summary>
    public static async Task<ChaosCluster> StartAsync(Random random, CancellationToken cancellation)
    {
        var server = await PostgresServer.StartDurableAsync(cancellation);
        var cluster = new TestCluster(await server.CreateDatabaseAsync(cancellation));
        var chaos = new ChaosCluster(server, cluster, random);
        await cluster.Store.MigrateAsync(cancellation);
        for (var silo = 0; silo < Silos; silo++)
            chaos.StartSilo();
        foreach (var silo in chaos._silos)
            await cluster.JoinedAsync(silo.Silo);
        return chaos;
    }

    /// <summary>Does the fault to a silo chosen at random, and what belongs to it afterwards; what takes long goes on in the background.</summary>
    public async Task InjectAsync(ChaosFault fault, CancellationToken cancellation)
    {
        var silo = _silos[_random.Next(_silos.Count)];
        _isDatabaseHit |= fault is ChaosFault.RestartDatabase or ChaosFault.KillDatabase or ChaosFault.KillBackends or ChaosFault.LoseAnswers or ChaosFault.CutFromDatabase;
        switch (fault)
        {
            case ChaosFault.KillSilo:
                silo.Process.Kill();
                Replace(silo);
                break;
            case ChaosFault.FreezeSilo:
                _aftermath.Add(FreezeAsync(silo, cancellation));
                break;
            case ChaosFault.StopSilo:
                await StopAsync(silo);
                break;
            case ChaosFault.RollingRestart:
                foreach (var each in _silos.ToList())
                    await JoinedAsync(await StopAsync(each));
                break;
            case ChaosFault.KillAllSilos:
                foreach (var each in _silos)
                    each.Process.Kill();
                foreach (var each in _silos.ToList())
                    Replace(each);
                break;
            case ChaosFault.RestartDatabase:
                await RestartDatabaseAsync(PostgresStopMode.Fast, cancellation);
                break;
            case ChaosFault.KillDatabase:
                await RestartDatabaseAsync(PostgresStopMode.Immediate, cancellation);
                break;
            case ChaosFault.KillBackends:
                await _server.KillBackendsAsync(cancellation);
                await _server.WaitUntilReadyAsync(cancellation);
                break;
            case ChaosFault.CutFromDatabase:
                _aftermath.Add(CutAsync(silo, cancellation));
                break;
            case ChaosFault.CutFromSilos:
                _aftermath.Add(IsolateAsync(silo, cancellation));
                break;
            case ChaosFault.LoseAnswers:
                silo.Proxy.CutNextCommits(LostAnswers);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "is no fault");
        }
    }

    /// <summary>Waits until what was frozen or cut off is back, and for <paramref name="settled"/> to hold then.</summary>
    public async Task CalmDownAsync(Func<Task<bool>> settled, string what, TimeSpan deadline)
    {
        await Task.WhenAll(_aftermath);
        await Eventually.TrueAsync(settled, what, deadline);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        foreach (var proxy in _proxies)
            await proxy.DisposeAsync();
        await _network.DisposeAsync();
        await _server.DisposeAsync();
    }

    private ChaosSilo StartSilo()
    {
        var proxy = new DatabaseProxy(_cluster.Connection);
        _proxies.Add(proxy);
        var link = _network.Add();
        var silo = new ChaosSilo(_cluster.Start([$"--ConnectionStrings:Sweep={proxy.ConnectionString}", .. SiloNetwork.Settings(link)]), proxy, link);
        link.Process = silo.Process.Id;
        _silos.Add(silo);
        return silo;
    }

    private ChaosSilo Replace(ChaosSilo silo)
    {
        _silos.Remove(silo);
        return StartSilo();
    }

    /// <summary>
    /// Waits until the silo has joined. One that met a fault of the database while it started has ended with the database's words: then
    /// another is started, once, as whoever watches over silos does.
    /// </summary>
    private async Task<ChaosSilo> JoinedAsync(ChaosSilo silo)
    {
        try
        {
            await _cluster.JoinedAsync(silo.Silo);
            return silo;
        }
        catch (InvalidOperationException) when (_isDatabaseHit && silo.Process.HasExited)
        {
            var next = Replace(silo);
            await _cluster.JoinedAsync(next.Silo);
            return next;
        }
    }

    private async Task<ChaosSilo> StopAsync(ChaosSilo silo)
    {
        // Before it has begun to listen for signals, it would just end.
        silo = await JoinedAsync(silo);
        var isDisturbed = _aftermath.Any(fault => !fault.IsCompleted);
        silo.Process.Terminate();
        var outcome = await silo.Process.WaitAsync();
        // While others are frozen or cut off, its calls to them may take all the time that it has for draining; it says so then.
        var mayBeLate = isDisturbed && outcome.Errors.Contains("stopped before it was drained", StringComparison.Ordinal);
        Assert.True(outcome.ExitCode == 0 || mayBeLate, $"a silo that was told to stop ended with {outcome.ExitCode}:\n{outcome.Output}{outcome.Errors}");
        return Replace(silo);
    }

    private async Task FreezeAsync(ChaosSilo silo, CancellationToken cancellation)
    {
        // It is no longer one of those that faults are done to: it may be gone when it wakes, its cluster having buried it.
        Replace(silo);
        silo.Process.Freeze();
        await Task.Delay(FrozenTime, cancellation);
        silo.Process.Thaw();
    }

    private async Task IsolateAsync(ChaosSilo silo, CancellationToken cancellation)
    {
        // The others bury it; it reads so in the database, and ends.
        SiloNetwork.Cut(silo.Link);
        Replace(silo);
        await Task.Delay(FrozenTime, cancellation);
        await Eventually.TrueAsync(async () => silo.Process.HasExited && await _cluster.StatusOfAsync(silo.Silo) == SiloStatus.Dead, "the silo that is cut off from the others is declared dead, and ends");
        SiloNetwork.Heal(silo.Link);
    }

    private async Task RestartDatabaseAsync(PostgresStopMode mode, CancellationToken cancellation)
    {
        await _server.StopAsync(mode, cancellation);
        await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
        await _server.StartAgainAsync(cancellation);
    }

    private static async Task CutAsync(ChaosSilo silo, CancellationToken cancellation)
    {
        silo.Proxy.FallSilent();
        await Task.Delay(SilentTime, cancellation);
        silo.Proxy.Heal();
    }
}
