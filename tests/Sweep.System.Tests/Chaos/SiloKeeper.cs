using System.Collections.Concurrent;
using Sweep.Testing;
using Sweep.Testing.Databases;
using Sweep.Testing.Networks;

namespace Sweep.SystemTests.Chaos;

/// <summary>
/// Keeps a number of silos running, as whoever watches over servers does. A silo ends only because it was ended here, or because the
/// cluster buried it while one of its silos could not be heard (with few silos left, one that hears nobody may bury those that are well):
/// then another takes its place. Any other end is a fault of the program.
/// </summary>
internal sealed class SiloKeeper(TestCluster cluster) : IAsyncDisposable
{
    private const string Buried = "I have been told I am dead";

    private static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(90);

    private readonly ConcurrentDictionary<int, ChaosSilo> _silos = new();
    private readonly ConcurrentQueue<string> _ends = new();
    private readonly List<DatabaseProxy> _proxies = [];
    private readonly SiloNetwork _network = new();
    private readonly Lock _starting = new();
    private bool _isOver;

    /// <summary>Whether a silo was frozen or cut off from the others so far.</summary>
    public bool WasAnyUnheard { get; set; }

    public ChaosSilo this[int place] => _silos[place];

    /// <summary>Starts a silo in a place, where none is or one that is ended from here.</summary>
    public void Start(int place)
    {
        lock (_starting)
        {
            ObjectDisposedException.ThrowIf(_isOver, this);
            var proxy = new DatabaseProxy(cluster.Connection);
            _proxies.Add(proxy);
            var link = _network.Add();
            var silo = new ChaosSilo(cluster.Start([$"--ConnectionStrings:Sweep={proxy.ConnectionString}", .. SiloNetwork.Settings(link)]), proxy, link);
            link.Process = silo.Process.Id;
            _silos[place] = silo;
            _ = WatchAsync(place, silo);
        }
    }

    /// <summary>Waits until the silo of a place has joined, or one that took its place.</summary>
    public async Task<ChaosSilo> JoinedAsync(int place)
    {
        var joined = _silos[place];
        await Eventually.TrueAsync(
            async () =>
            {
                RequireNoOtherEnds();
                joined = _silos[place];
                return await cluster.StatusOfAsync(joined.Silo) == SiloStatus.Active;
            },
            $"a silo is active in place {place}",
            JoinLimit);
        return joined;
    }

    /// <summary>Tells the silo of a place to stop, and starts another when it has.</summary>
    /// <param name="place">The place.</param>
    /// <param name="mayBeLate">Whether its calls to others may take all the time that it has for draining.</param>
    public async Task StopAsync(int place, Func<bool> mayBeLate)
    {
        // Before it has joined, there is nothing to drain.
        var silo = await JoinedAsync(place);
        var isLateRight = mayBeLate();
        silo.MayEnd = true;
        silo.Process.Terminate();
        var outcome = await silo.Process.WaitAsync();
        var isRight = outcome.ExitCode == 0
            || (isLateRight && outcome.Errors.Contains("stopped before it was drained", StringComparison.Ordinal))
            || IsBuried(outcome);
        Assert.True(isRight, $"a silo that was told to stop ended with {outcome.ExitCode}:\n{outcome.Output}{outcome.Errors}");
        Start(place);
    }

    /// <exception cref="InvalidOperationException">A silo ended that should not have.</exception>
    public void RequireNoOtherEnds()
    {
        if (_ends.TryPeek(out var end))
            throw new InvalidOperationException(end);
    }

    public async ValueTask DisposeAsync()
    {
        lock (_starting)
            _isOver = true;
        await cluster.DisposeAsync();
        foreach (var proxy in _proxies)
            await proxy.DisposeAsync();
        await _network.DisposeAsync();
    }

    private async Task WatchAsync(int place, ChaosSilo silo)
    {
        var outcome = await silo.Process.WaitAsync(Timeout.InfiniteTimeSpan);
        lock (_starting)
        {
            if (silo.MayEnd || _isOver || _silos[place] != silo)
                return;
            if (IsBuried(outcome))
            {
                Start(place);
                return;
            }
        }

        _ends.Enqueue($"silo {silo.Silo.Name} ended by itself with {outcome.ExitCode}:\n{outcome.Output}{outcome.Errors}");
    }

    private bool IsBuried(SweepOutcome outcome) =>
        WasAnyUnheard && (outcome.Output.Contains(Buried, StringComparison.Ordinal) || outcome.Errors.Contains(Buried, StringComparison.Ordinal));
}
