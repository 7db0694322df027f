using Sweep.Grains.Compute;

namespace Sweep.Grains.Tests.Compute;

public sealed class ComputePoolTests
{
    private static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    [Fact]
    public async Task RunAsync_ManyItems_NeverRunsMoreThanTheSlotsAtOnce()
    {
        using var pool = new ComputePool(3);
        var now = 0;
        var most = 0;
        var results = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => pool.RunAsync(slot =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            Thread.SpinWait(1000);
            Interlocked.Decrement(ref now);
            Assert.InRange(slot, 0, 2);
            return i;
        }))).WaitAsync(Soon);
        Assert.Equal(Enumerable.Range(0, 300), results);
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task RunAsync_WorkOfManyWidths_NeverTakesMoreThanTheSlotsAtOnce()
    {
        using var pool = new ComputePool(4);
        var now = 0;
        var most = 0;
        await Task.WhenAll(Enumerable.Range(0, 400).Select(i =>
        {
            var width = 1 + i % 6;
            var taken = Math.Min(width, pool.Slots);
            return pool.RunAsync(
                _ =>
                {
                    InterlockedMax(ref most, Interlocked.Add(ref now, taken));
                    Thread.SpinWait(1000);
                    Interlocked.Add(ref now, -taken);
                    return i;
                },
                width: width);
        })).WaitAsync(Soon);
        Assert.InRange(most, 4, 4);
    }

    [Fact]
    public async Task RunAsync_WideWorkBehindAStreamOfNarrow_GetsItsTurn()
    {
        using var pool = new ComputePool(2);
        var begun = 0;
        var behind = 0;
        Task Narrow() => pool.RunAsync(_ => Interlocked.Increment(ref begun));
        Task[] before = [.. Enumerable.Range(0, 50).Select(_ => Narrow())];
        var wide = pool.RunAsync(_ => (Begun: Volatile.Read(ref begun), pool.Busy), width: 2);
        Task[] after = [.. Enumerable.Range(0, 50).Select(_ => pool.RunAsync(_ => Interlocked.Increment(ref behind)))];
        Assert.Equal((50, 2), await wide.WaitAsync(Soon));
        await Task.WhenAll([.. before, .. after]).WaitAsync(Soon);
        Assert.Equal(50, behind);
    }

    [Fact]
    public async Task RunAsync_WorkThrows_TheTaskThrowsAndTheSlotLivesOn()
    {
        using var pool = new ComputePool(1);
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => pool.RunAsync<int>(_ => throw new InvalidOperationException("no")).WaitAsync(Soon));
        Assert.Equal("no", failure.Message);
        Assert.Equal(7, await pool.RunAsync(_ => 7).WaitAsync(Soon));
    }

    [Fact]
    public async Task RunAsync_WorkCancelled_TheTaskIsCancelled()
    {
        using var pool = new ComputePool(1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => pool.RunAsync<int>(_ => throw new OperationCanceledException()).WaitAsync(Soon));
    }

    [Fact]
    public async Task RunAsync_OnASlot_IsNotTheThreadPool()
    {
        using var pool = new ComputePool(1);
        Assert.False(await pool.RunAsync(_ => Thread.CurrentThread.IsThreadPoolThread).WaitAsync(Soon));
    }

    [Fact]
    public async Task RunAsync_LongWorkBehindShortWork_ShortResultsDoNotWaitForIt()
    {
        using var pool = new ComputePool(1);
        using var end = new ManualResetEventSlim();
        var quick = Enumerable.Range(0, 5).Select(i => pool.RunAsync(_ => i)).ToArray();
        Task[] slow = [.. Enumerable.Range(0, 3).Select(_ => pool.RunAsync(_ => end.Wait(TimeSpan.FromSeconds(60))))];
        try
        {
            // The slot is held by the first of the slow ones, and others wait in line all the while.
            Assert.Equal(Enumerable.Range(0, 5), await Task.WhenAll(quick).WaitAsync(Soon));
            Assert.DoesNotContain(slow, task => task.IsCompleted);
        }
        finally
        {
            end.Set();
        }

        await Task.WhenAll(slow).WaitAsync(Soon);
    }

    [Fact]
    public async Task Dispose_WorkStillWaits_AllResultsAreHandedOver()
    {
        Task<int>[] tasks;
        using (var pool = new ComputePool(2))
            tasks = [.. Enumerable.Range(0, 500).Select(i => pool.RunAsync(_ => i))];
        Assert.Equal(Enumerable.Range(0, 500), await Task.WhenAll(tasks).WaitAsync(Soon));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }
}
