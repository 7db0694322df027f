namespace Sweep.Grains.Hosting;

/// <summary>A timer of <see cref="TimerThread"/>.</summary>
internal sealed class SharedTimer(TimerThread thread, TimerCallback callback, object? state) : ITimer, IThreadPoolWorkItem
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    /// <summary>When it is to ring, in milliseconds of the system's steady clock; the thread's to change.</summary>
    public double Due { get; set; }

    /// <summary>How much later it may ring, together with another one.</summary>
    public double Window { get; set; }

    /// <summary>Null to ring once.</summary>
    public double? Period { get; set; }

    /// <summary>Raised whenever it is set or disposed of: what was planned before is void.</summary>
    public long Setting { get; set; }

    public bool IsDisposed { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period) => thread.Set(this, dueTime, period);

    public void Execute()
    {
        if (_context is null)
            callback(state);
        else
            ExecutionContext.Run(_context, static timer => ((SharedTimer)timer!).Call(), this);
    }

    public void Dispose() => thread.Remove(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Call() => callback(state);
}
