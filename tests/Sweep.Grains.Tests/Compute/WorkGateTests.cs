using Sweep.Grains.Compute;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Compute;

public sealed class WorkGateTests
{
    private static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    [Fact]
    public async Task RunAsync_GateOfOnePlace_OneAtATimeWhileOthersPass()
    {
        using var pool = new ComputePool(3);
        var gate = new WorkGate();
        pool.Resize(gate, 1);
        var (now, most) = (0, 0);
        var gated = Enumerable.Range(0, 100).Select(i => pool.RunAsync(
            _ =>
            {
                most = Math.Max(most, Interlocked.Increment(ref now));
                Thread.SpinWait(500);
                Interlocked.Decrement(ref now);
                return i;
            },
            new GatePass(gate, CancellationToken.None))).ToArray();
        var free = Enumerable.Range(0, 100).Select(i => pool.RunAsync(_ => i)).ToArray();
        Assert.Equal(Enumerable.Range(0, 100), await Task.WhenAll(gated).WaitAsync(Soon));
        Assert.Equal(Enumerable.Range(0, 100), await Task.WhenAll(free).WaitAsync(Soon));
        Assert.Equal(1, most);
        await Eventually.TrueAsync(() => gate.Inside == 0, "the gate is empty");
    }

    [Fact]
    public async Task Resize_ShutGate_LetsOthersPassAndOpensForWhatWaits()
    {
        using var pool = new ComputePool(1);
        var gate = new WorkGate();
        var gated = pool.RunAsync(_ => 1, new GatePass(gate, CancellationToken.None));
        Assert.Equal(2, await pool.RunAsync(_ => 2).WaitAsync(Soon));
        Assert.False(gated.IsCompleted);
        pool.Resize(gate, 1);
        Assert.Equal(1, await gated.WaitAsync(Soon));
    }

    [Fact]
    public async Task RunAsync_StoppedBehindAShutGate_EndsAtOnce()
    {
        using var pool = new ComputePool(1);
        using var stop = new CancellationTokenSource();
        var gated = pool.RunAsync<int>(
            _ =>
            {
                stop.Token.ThrowIfCancellationRequested();
                return 1;
            },
            new GatePass(new WorkGate(), stop.Token));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gated.WaitAsync(Soon));
    }

    [Fact]
    public async Task Dispose_WorkBehindAShutGate_IsStillRun()
    {
        Task<int> gated;
        using (var pool = new ComputePool(1))
            gated = pool.RunAsync(_ => 1, new GatePass(new WorkGate(), CancellationToken.None));
        Assert.Equal(1, await gated.WaitAsync(Soon));
    }
}
