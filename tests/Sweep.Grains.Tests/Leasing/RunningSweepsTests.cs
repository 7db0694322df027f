using Microsoft.Extensions.Time.Testing;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Grains.Leasing;
using Sweep.Grains.Tests.Sweeps;
using Sweep.Storage;
using Sweep.Storage.Faults;
using Sweep.Storage.Sweeps;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Leasing;

/// <summary>What a silo knows of running sweeps: hints of the board, and the store behind them.</summary>
public sealed class RunningSweepsTests
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedBoard _board = new();
    private readonly OneSweepStore _store = new(Stored);
    private readonly SweepSiloOptions _options = new();
    private readonly RunningSweeps _running;

    public RunningSweepsTests() => _running = new RunningSweeps(_store, _board, new LivingSilos(), _time, _options);

    private static SweepRecord Stored { get; } = new(
        Guid.CreateVersion7(), "one", "", "", "", null, SweepState.Running, null, 1, 1, 0, null, null, 0, DateTimeOffset.UnixEpoch, null);

    [Fact]
    public async Task After_BoardTells_KnowsAtOnceWithoutTheStore()
    {
        var waiting = AfterAsync();
        Assert.False(waiting.IsCompleted);
        var told = Guid.CreateVersion7();
        _board.Answer(new BoardReply(7, [told]));
        Assert.Equal([told], await waiting);
        Assert.Empty(_store.Asked);

        var next = AfterAsync();
        Assert.Equal(7, _board.Asked);
        _time.Advance(Look);
        Assert.Equal([told], await next);
    }

    [Fact]
    public async Task After_BoardTellsNothing_AsksTheStoreNowAndThen()
    {
        for (var since = TimeSpan.Zero; since < _options.StoreLookPeriod - Look; since += Look)
        {
            var waiting = AfterAsync();
            _time.Advance(Look);
            Assert.Empty(await waiting);
        }

        var last = AfterAsync();
        _time.Advance(Look);
        Assert.Equal([Stored.Id], await last);
        Assert.Equal([nameof(ISweepRegister.ListRunningAsync)], _store.Asked);
    }

    [Theory]
    [MemberData(nameof(SweepOwnerTests.Silences), MemberType = typeof(SweepOwnerTests))]
    public Task After_BoardIsSilent_AsksTheStoreAfterAPause(Exception silence) => AfterSilenceAsync(() => _board.Fail(silence));

    [Fact]
    public Task After_BoardDoesNotKnow_AsksTheStoreAfterAPause() => AfterSilenceAsync(() => _board.Answer(new BoardReply(1, Running: null)));

    [Fact]
    public async Task After_BoardAndStoreAreSilent_Throws()
    {
        _store.Trouble = _ => StoreException.Refusal("away");
        var waiting = AfterAsync();
        _board.Fail(new TimeoutException());
        await PassAsync(waiting);
        await Assert.ThrowsAsync<StoreException>(() => waiting);
    }

    [Fact]
    public async Task After_SiloLeaves_EndsAtOnce()
    {
        using var leave = new CancellationTokenSource();
        var waiting = _running.AfterAsync(Look, leave.Token);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private async Task AfterSilenceAsync(Action silence)
    {
        var waiting = AfterAsync();
        silence();
        Assert.Empty(_store.Asked);
        await PassAsync(waiting);
        Assert.Equal([Stored.Id], await waiting);

        // It is asked again, and is believed again.
        var next = AfterAsync();
        _board.Answer(new BoardReply(1, []));
        Assert.Empty(await next);
    }

    private Task PassAsync(Task waiting) => Eventually.TrueAsync(
        () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            return waiting.IsCompleted;
        },
        "the pause is over",
        TimeSpan.FromSeconds(30));

    private Task<IReadOnlyList<Guid>> AfterAsync() => _running.AfterAsync(Look, TestContext.Current.CancellationToken);
}
