using System.Diagnostics;
using Sweep.Grains.Hosting;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Hosting;

public sealed class TimerThreadTests
{
    private static readonly TimeSpan Once = Timeout.InfiniteTimeSpan;

    private readonly TimerThread _thread = new();
    private int _rung;

    [Fact]
    public async Task Create_ToRingOnce_RingsOnceAndNeverEarly()
    {
        var since = Stopwatch.GetTimestamp();
        var rung = new TaskCompletionSource<TimeSpan>();
        await using var timer = _thread.Create(_ => rung.SetResult(Stopwatch.GetElapsedTime(since)), null, TimeSpan.FromMilliseconds(30), Once);
        Assert.True(await rung.Task >= TimeSpan.FromMilliseconds(30));

        // Rung twice, it would fail in the thread pool.
        await WaitAsync(TimeSpan.FromMilliseconds(60));
    }

    [Fact]
    public async Task Create_Periodic_RingsUntilDisposed()
    {
        var timer = _thread.Create(Count, null, TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(5));
        await Eventually.TrueAsync(() => Volatile.Read(ref _rung) >= 5, "five rings");
        await timer.DisposeAsync();
        Assert.False(timer.Change(TimeSpan.Zero, Once));
        await WaitAsync(TimeSpan.FromMilliseconds(30));
        var rung = Volatile.Read(ref _rung);
        await WaitAsync(TimeSpan.FromMilliseconds(30));
        Assert.Equal(rung, Volatile.Read(ref _rung));
    }

    [Fact]
    public async Task Change_ToEarlier_WakesTheThread()
    {
        await using var timer = _thread.Create(Count, null, TimeSpan.FromHours(1), Once);
        Assert.True(timer.Change(TimeSpan.FromMilliseconds(10), Once));
        await Eventually.TrueAsync(() => Volatile.Read(ref _rung) == 1, "one ring", TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Change_ToNever_Silences()
    {
        await using var timer = _thread.Create(Count, null, TimeSpan.FromMilliseconds(20), Once);
        Assert.True(timer.Change(Timeout.InfiniteTimeSpan, Once));
        await WaitAsync(TimeSpan.FromMilliseconds(60));
        Assert.Equal(0, Volatile.Read(ref _rung));
    }

    [Fact]
    public async Task Create_LongOnesDueTogether_RingTogether()
    {
        List<ITimer> timers = [.. Enumerable.Range(0, 4).Select(k => _thread.Create(Count, null, TimeSpan.FromMilliseconds(1_000 + 10 * k), Once))];
        await Eventually.TrueAsync(() => Volatile.Read(ref _rung) == timers.Count, "all have rung", TimeSpan.FromSeconds(30));
        Assert.Equal(1, _thread.Rings);
        timers.ForEach(timer => timer.Dispose());
    }

    [Fact]
    public async Task Delay_ByTheSteadyClock_IsOverWhenItsTimeHasCome()
    {
        var clock = new SteadyClock();
        for (var tenths = 1; tenths < 300; tenths += 13)
        {
            var due = clock.GetUtcNow() + TimeSpan.FromMilliseconds(tenths / 10.0);
            await Task.Delay(due - clock.GetUtcNow() + TimeSpan.FromMilliseconds(1), clock, TestContext.Current.CancellationToken);
            Assert.True(clock.GetUtcNow() >= due);
        }
    }

    private static Task WaitAsync(TimeSpan time) => Task.Delay(time, TestContext.Current.CancellationToken);

    private void Count(object? state) => Interlocked.Increment(ref _rung);
}
