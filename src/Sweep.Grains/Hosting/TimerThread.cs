using System.Diagnostics;

namespace Sweep.Grains.Hosting;

/// <summary>
/// Rings timers of a second and more together where they are due within a tenth of a second, by one thread that wakes no more often than that takes. The
/// runtime's own timers wake their thread twice, and a thread of the pool, for each one: most of what an idle silo would take.
/// </summary>
internal sealed class TimerThread
{
    private const double Window = 100;
    private const double Long = 1_000;

    // Who waits until a time has come asks for whole milliseconds, and what it cuts off again and again, until the time has come.
    private const double Cut = 1;

    // By the latest time at which each is to ring; of timers that were set again or are gone, old entries stay until their time.
    private readonly PriorityQueue<(SharedTimer Timer, long Setting), double> _byLatest = new();
    private readonly PriorityQueue<(SharedTimer Timer, long Setting), double> _byDue = new();

    // Those that this thread itself is to call.
    private readonly List<SharedTimer> _here = [];
    private double _wakesAt = double.PositiveInfinity;
    private bool _isStarted;

    /// <summary>The one of this process.</summary>
    public static TimerThread Instance { get; } = new();

    /// <summary>How often the thread has rung something, however much at once.</summary>
    public int Rings { get; private set; }

    private static double Now => Stopwatch.GetTimestamp() * (1_000.0 / Stopwatch.Frequency);

    public ITimer Create(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SharedTimer(this, callback, state);
        Set(timer, dueTime, period);
        return timer;
    }

    /// <summary>False where it is disposed of.</summary>
    public bool Set(SharedTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_byDue)
        {
            if (timer.IsDisposed)
                return false;
            timer.Setting++;
            timer.Period = period > TimeSpan.Zero ? period.TotalMilliseconds : null;
            if (dueTime < TimeSpan.Zero)
                return true;
            timer.Window = dueTime.TotalMilliseconds >= Long && timer.Period is not < Long ? Window : 0;
            timer.Due = Now + dueTime.TotalMilliseconds + (timer.Period is null ? Cut : 0);
            Plan(timer);
            if (!_isStarted)
            {
                _isStarted = true;
                new Thread(Ring) { IsBackground = true, Name = "sweep-timers" }.UnsafeStart();
            }
            else if (timer.Due + timer.Window < _wakesAt)
            {
                Monitor.Pulse(_byDue);
            }
        }

        return true;
    }

    public void Remove(SharedTimer timer)
    {
        lock (_byDue)
        {
            timer.IsDisposed = true;
            timer.Setting++;
        }
    }

    private void Plan(SharedTimer timer)
    {
        _byDue.Enqueue((timer, timer.Setting), timer.Due);
        _byLatest.Enqueue((timer, timer.Setting), timer.Due + timer.Window);
    }

    private void Ring()
    {
        while (true)
        {
            lock (_byDue)
                RingDue(Now);
            foreach (var timer in _here)
                timer.Execute();
            _here.Clear();
            lock (_byDue)
            {
                _wakesAt = Next();
                var pause = _wakesAt - Now;
                if (pause > 0)
                    Monitor.Wait(_byDue, pause < int.MaxValue ? (int)Math.Ceiling(pause) : Timeout.Infinite);
            }
        }
    }

    private void RingDue(double now)
    {
        var hasRung = false;
        while (_byDue.TryPeek(out var next, out var due) && due <= now)
        {
            _byDue.Dequeue();
            var timer = next.Timer;
            if (timer.Setting != next.Setting)
                continue;
            timer.Setting++;
            hasRung = true;
            RingOne(timer);
            if (timer.Period is not { } period)
                continue;
            timer.Due = timer.Due + period > now ? timer.Due + period : now + period;
            Plan(timer);
        }

        Rings += hasRung ? 1 : 0;
    }

    /// <summary>
    /// What rings several times a second looks whether the pool keeps up: with nothing that waits there it does, and need not be woken to say so.
    /// </summary>
    private void RingOne(SharedTimer timer)
    {
        if (timer.Period is < Long && ThreadPool.PendingWorkItemCount == 0)
            _here.Add(timer);
        else
            ThreadPool.UnsafeQueueUserWorkItem(timer, preferLocal: false);
    }

    private double Next()
    {
        while (_byLatest.TryPeek(out var next, out var latest))
        {
            if (next.Timer.Setting == next.Setting)
                return latest;
            _byLatest.Dequeue();
        }

        return double.PositiveInfinity;
    }
}
