using Microsoft.Extensions.Time.Testing;
using Sweep.Storage.Faults;

namespace Sweep.Grains.Tests.Storage;

public sealed class StorePatienceTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly StoreException Away = new("away", isTransient: true, null);

    private readonly LeapingTime _time = new();
    private readonly List<string> _said = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_StoreBackInTime_AnswersAndHasSaidOnceThatItWaits()
    {
        var asked = 0;
        Assert.Equal("answer", await AskAsync(() => ++asked < 5 ? throw Away : "answer"));
        Assert.Equal(5, asked);
        Assert.Equal(["away"], _said);
    }

    [Fact]
    public async Task Ask_StoreBackButWithoutTables_SaysEachReasonOnce()
    {
        var asked = 0;
        Assert.Equal("answer", await AskAsync(() => ++asked switch
        {
            1 or 3 => throw Away,
            < 6 => throw new StoreException("no tables", isTransient: true, null),
            _ => "answer",
        }));
        Assert.Equal(["away", "no tables"], _said);
    }

    [Fact]
    public async Task Ask_StoreStaysAway_EndsOnceTheLimitIsOver()
    {
        var start = _time.GetTimestamp();
        Assert.Same(Away, await Assert.ThrowsAsync<StoreException>(() => AskAsync(() => throw Away)));
        Assert.InRange(_time.GetElapsedTime(start), Limit, Limit + TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Ask_RefusedForGood_EndsAtOnce()
    {
        var asked = 0;
        await Assert.ThrowsAsync<StoreException>(() => AskAsync(() =>
        {
            asked++;
            throw new StoreException("no such database", isTransient: false, null);
        }));
        Assert.Equal(1, asked);
        Assert.Empty(_said);
    }

    private Task<string> AskAsync(Func<string> answer) =>
        new StorePatience(_time, Limit, failure => _said.Add(failure.Message)).AskAsync(_ => Task.FromResult(answer()), Cancellation);

    /// <summary>Goes on by what somebody waits, and by nothing else.</summary>
    private sealed class LeapingTime : FakeTimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Advance(dueTime);
            return timer;
        }
    }
}
