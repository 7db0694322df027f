using Microsoft.Extensions.DependencyInjection;
using Sweep.Core.Patterns;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Grains.Hosting;
using Sweep.Grains.Leasing;
using Sweep.Grains.Tests.Hosting;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Testing;
using Sweep.Testing.Hosting;

namespace Sweep.Grains.Tests.Leasing;

/// <summary>The board in a silo, and silos that go by it.</summary>
public sealed class BoardGrainTests : IAsyncLifetime
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);

    private readonly TemporaryFolder _folder = new();
    private readonly ISweepStore _store;

    public BoardGrainTests() => _store = SweepStores.Open(_folder.File("board.db"), TimeProvider.System);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _store.MigrateAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Running_OtherSweepsRun_TellsWhoWaits()
    {
        await using var silo = await StartAsync(options => (options.TakesAnySweep, options.BoardPeriod) = (false, Soon));
        var board = silo.Grains.GetGrain<IBoardGrain>(0);
        var first = await board.RunningAsync(0);
        Assert.Equal([], first.Running);

        var waiting = board.RunningAsync(first.Number);
        var sweep = await SubmitAsync();
        var second = await waiting;
        Assert.Equal([sweep], second.Running);
        Assert.NotEqual(first.Number, second.Number);

        var ended = board.RunningAsync(second.Number);
        await _store.ChangeStateAsync(sweep, SweepState.Cancelled, null, Cancellation);
        Assert.Equal([], (await ended).Running);
    }

    [Fact]
    public async Task Look_ByAHint_TellsAtOnce()
    {
        await using var silo = await StartAsync(options => (options.TakesAnySweep, options.BoardPeriod) = (false, Never));
        var board = silo.Grains.GetGrain<IBoardGrain>(0);
        var waiting = board.RunningAsync((await board.RunningAsync(0)).Number);
        var sweep = await SubmitAsync();
        await board.LookAsync();
        Assert.Equal([sweep], (await waiting).Running);
    }

    [Fact]
    public async Task Running_StoreIsAway_SaysThatNothingIsKnown()
    {
        var store = new RecordingStore(_store);
        await using var silo = await EmbeddedSilo.StartAsync(
            _store,
            new EmbeddedSiloOptions
            {
                Slots = 1,
                ConfigureServices = services =>
                {
                    store.Register(services);
                    services.Configure<SweepSiloOptions>(options => options.BoardPeriod = Soon);
                },
            },
            Cancellation);
        var board = silo.Grains.GetGrain<IBoardGrain>(0);
        var known = await board.RunningAsync(0);
        store.IsAway = true;
        var away = await board.RunningAsync(known.Number);
        Assert.Null(away.Running);
        store.IsAway = false;
        Assert.Equal([], (await board.RunningAsync(away.Number)).Running);
    }

    [Fact]
    public async Task Submit_BoardThatTellsNothing_IsFoundInTheStore()
    {
        await using var silo = await StartAsync(
            options => (options.LookPeriod, options.BoardPeriod, options.StoreLookPeriod) = (Soon, Never, TimeSpan.FromSeconds(1)));
        await silo.Grains.GetGrain<IBoardGrain>(0).RunningAsync(0);
        await TestSweeps.CompletedAsync(_store, await SubmitAsync());
    }

    [Fact]
    public async Task Submit_ToManySilos_IsWorkedOnByAllAtOnce()
    {
        await using var group = await SiloGroup.StartAsync(_store, silos: 3, slots: 1, TimeSpan.FromMilliseconds(50), Cancellation);
        var sweep = await SubmitAsync(trials: 60);
        await TestSweeps.CompletedAsync(_store, sweep);
        var trials = await _store.ReadTrialsAsync(sweep, Cancellation).ToListAsync(Cancellation);
        Assert.Equal(60, trials.Count);
    }

    [Fact]
    public async Task Stop_TheSiloOfTheBoardWhereOthersWait_IsQuickAndTheNextOneTells()
    {
        await using var group = await SiloGroup.StartAsync(_store, silos: 3, slots: 1, TimeSpan.FromMilliseconds(20), Cancellation);
        await group.Grains.GetGrain<IBoardGrain>(0).RunningAsync(0);
        await group.StopAsync(2, Cancellation).WaitAsync(TimeSpan.FromSeconds(15), Cancellation);
        await group.StopAsync(1, Cancellation).WaitAsync(TimeSpan.FromSeconds(15), Cancellation);
        await TestSweeps.CompletedAsync(_store, await SubmitAsync());
    }

    private Task<EmbeddedSilo> StartAsync(Action<SweepSiloOptions> configure) => EmbeddedSilo.StartAsync(
        _store,
        new EmbeddedSiloOptions { Slots = 1, TakesAnySweep = true, ConfigureServices = services => services.Configure(configure) },
        Cancellation);

    private async Task<Guid> SubmitAsync(int trials = 3) =>
        (await TestSweeps.SubmitAsync(_store, TestSweeps.Grid("board", [Pattern.Circle], [1], [1], trials))).Id;
}
