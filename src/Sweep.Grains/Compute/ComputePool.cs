using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Compute;

/// <summary>
/// The silo's slots: dedicated background threads that train, so that neither a grain's scheduler nor the thread pool is ever
/// held by training, and a silo under full load still answers its probes.
/// </summary>
public class ComputePool : IDisposable
{
    private readonly WorkQueue _work = new();
    private readonly ResultHandover _results = new();
    private readonly Thread[] _threads;
    private int _busy;

    /// <param name="slots">Threads, at least 1.</param>
    public ComputePool(int slots)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);
        _threads = new Thread[slots];
        for (var slot = 0; slot < slots; slot++)
        {
            var own = slot;
            _threads[slot] = new Thread(() => Serve(own)) { IsBackground = true, Name = $"sweep-slot-{slot}" };
            _threads[slot].Start();
        }

        SweepTelemetry.Slots.Add(slots);
    }

    public int Slots => _threads.Length;

    /// <summary>Slots that are at work now.</summary>
    public int Busy => Volatile.Read(ref _busy);

    /// <summary>
    /// Runs <paramref name="work"/> on the next free slot, whose number it is given; what it throws, the task throws. While much other work
    /// waits, the task ends up to <see cref="ResultHandover.Pause"/> later than the work.
    /// </summary>
    /// <param name="work">What to run.</param>
    /// <param name="pass">Through which gate it goes; null for none.</param>
    /// <param name="width">How many slots it takes, at least 1; all where there are fewer.</param>
    public virtual Task<T> RunAsync<T>(Func<int, T> work, GatePass? pass = null, int width = 1)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var watch = pass?.Stop.Register(_work.LookAgain);
        void Run(int slot)
        {
            watch?.Dispose();
            Action handOver;
            try
            {
                var result = work(slot);
                handOver = () => done.SetResult(result);
            }
            catch (OperationCanceledException cancelled)
            {
                handOver = () => done.SetCanceled(cancelled.CancellationToken);
            }
#pragma warning disable CA1031 // Whatever the work threw belongs to its caller; the slot must live on.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                handOver = () => done.SetException(failure);
            }

            _results.Add(handOver, atOnce: _work.Count <= Slots);
        }

        _work.Add(Run, pass, Math.Min(width, Slots));
        return done.Task;
    }

    /// <summary>Lets so many of those that share the gate run at once from now on; less than 0 for no bound. What runs is not stopped.</summary>
    public void Resize(WorkGate gate, int places)
    {
        ArgumentNullException.ThrowIfNull(gate);
        _work.Resize(gate, places);
    }

    /// <summary>Lets the threads end once the queue is empty; does not wait for them.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _work.Close())
            SweepTelemetry.Slots.Add(-Slots);
    }

    private void Serve(int slot)
    {
        while (_work.TryTake(out var work, out var gate, out var width))
        {
            Interlocked.Add(ref _busy, width);
            SweepTelemetry.BusySlots.Add(width);
            work(slot);
            SweepTelemetry.BusySlots.Add(-width);
            Interlocked.Add(ref _busy, -width);
            _work.Leave(gate, width);
        }
    }
}
