using Sweep.Testing;
using Sweep.Testing.Databases;
using Sweep.Testing.Networks;

namespace Sweep.SystemTests.Chaos;

/// <summary>Three silos on a PostgreSQL server of their own, to which every fault can be done; a silo that is ended is replaced.</summary>
internal sealed class ChaosCluster : IAsyncDisposable
{
    private const int Silos = 3;
    private const int LostAnswers = 3;

    private static readonly TimeSpan FrozenTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan CutOffTime = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan SilentTime = TimeSpan.FromSeconds(6);

    private readonly PostgresServer _server;
    private readonly TestCluster _cluster;
    private readonly SiloKeeper _silos;
    private readonly Random _random;
    private readonly List<Task> _aftermath = [];
    private readonly List<ChaosSilo> _cutOff = [];

    private ChaosCluster(PostgresServer server, TestCluster cluster, Random random)
    {
        _server = server;
        _cluster = cluster;
        _silos = new SiloKeeper(cluster);
        _random = random;
    }

    public TestCluster Cluster => _cluster;

    /// <summary>Those that were cut off from the other silos.</summary>
    public IReadOnlyList<ChaosSilo> CutOff => _cutOff;

    private static IEnumerable<int> Places => Enumerable.Range(0, Silos);

    /// <summary>Starts the database and three silos, and waits until all are active.</summary>
    public static async Task<ChaosCluster> StartAsync(Random random, CancellationToken cancellation)
    {
        var server = await PostgresServer.StartDurableAsync(cancellation);
        var cluster = new TestCluster(await server.CreateDatabaseAsync(cancellation));
        var chaos = new ChaosCluster(server, cluster, random);
        await cluster.Store.MigrateAsync(cancellation);
        foreach (var place in Places)
            chaos._silos.Start(place);
        foreach (var place in Places)
            await chaos._silos.JoinedAsync(place);
        return chaos;
    }

    /// <exception cref="InvalidOperationException">A silo ended that should not have.</exception>
    public void RequireNoOtherEnds() => _silos.RequireNoOtherEnds();

    /// <summary>Does the fault to a silo chosen at random, and what belongs to it afterwards; what takes long goes on in the background.</summary>
    public async Task InjectAsync(ChaosFault fault, CancellationToken cancellation)
    {
        var place = _random.Next(Silos);
        switch (fault)
        {
            case ChaosFault.KillSilo:
                Kill(place);
                _silos.Start(place);
                break;
            case ChaosFault.FreezeSilo:
                _aftermath.Add(FreezeAsync(place, cancellation));
                break;
            case ChaosFault.StopSilo:
                await _silos.StopAsync(place, IsDisturbed);
                break;
            case ChaosFault.RollingRestart:
                foreach (var each in Places)
                {
                    await _silos.StopAsync(each, IsDisturbed);
                    await _silos.JoinedAsync(each);
                }

                break;
            case ChaosFault.KillAllSilos:
                foreach (var each in Places)
                    Kill(each);
                foreach (var each in Places)
                    _silos.Start(each);
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
                _aftermath.Add(CutAsync(_silos[place], cancellation));
                break;
            case ChaosFault.CutFromSilos:
                _aftermath.Add(IsolateAsync(place, cancellation));
                break;
            case ChaosFault.LoseAnswers:
                _silos[place].Proxy.CutNextCommits(LostAnswers);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "is no fault");
        }
    }

    /// <summary>Waits until what was frozen or cut off is back, and for <paramref name="settled"/> to hold then.</summary>
    public async Task CalmDownAsync(Func<Task<bool>> settled, string what, TimeSpan deadline)
    {
        await Task.WhenAll(_aftermath);
        await Eventually.TrueAsync(
            () =>
            {
                _silos.RequireNoOtherEnds();
                return settled();
            },
            what,
            deadline);
    }

    public async ValueTask DisposeAsync()
    {
        await _silos.DisposeAsync();
        await _server.DisposeAsync();
    }

    private bool IsDisturbed() => _aftermath.Any(fault => !fault.IsCompleted);

    private void Kill(int place)
    {
        var silo = _silos[place];
        silo.MayEnd = true;
        silo.Process.Kill();
    }

    private async Task FreezeAsync(int place, CancellationToken cancellation)
    {
        // It is no longer one of those that faults are done to: it may be gone when it wakes, its cluster having buried it.
        var silo = _silos[place];
        silo.MayEnd = _silos.WasAnyUnheard = true;
        _silos.Start(place);
        silo.Process.Freeze();
        await Task.Delay(FrozenTime, cancellation);
        silo.Process.Thaw();
    }

    private async Task IsolateAsync(int place, CancellationToken cancellation)
    {
        // The others bury it, it reads so in the database, and ends; where too few of them are left, it may stay.
        var silo = _silos[place];
        silo.MayEnd = _silos.WasAnyUnheard = true;
        SiloNetwork.Cut(silo.Link);
        _cutOff.Add(silo);
        _silos.Start(place);
        await Task.WhenAny(silo.Process.WaitAsync(Timeout.InfiniteTimeSpan), Task.Delay(CutOffTime, cancellation));
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
