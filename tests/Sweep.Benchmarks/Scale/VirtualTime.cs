namespace Sweep.Benchmarks.Scale;

/// <summary>A clock that goes from event to event, and what happens at each. Events of one moment happen in the order in which they were made.</summary>
internal sealed class VirtualTime : TimeProvider
{
    private static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<Action, (long Ticks, long Order)> _events = new();
    private long _now;
    private long _made;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Since the beginning.</summary>
    public TimeSpan Now => new(_now);

    /// <summary>How many events have happened.</summary>
    public long Happened { get; private set; }

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow() => Beginning + Now;

    public void After(TimeSpan delay, Action happens) => _events.Enqueue(happens, (_now + Math.Max(0, delay.Ticks), _made++));

    public void After(double seconds, Action happens) => After(TimeSpan.FromSeconds(seconds), happens);

    /// <summary>Goes on until a time has come, or something is so, or nothing is left to happen.</summary>
    public void Run(TimeSpan until, Func<bool> isOver)
    {
        while (_events.TryPeek(out _, out var next) && next.Ticks <= until.Ticks && !isOver())
        {
            _now = next.Ticks;
            Happened++;
            _events.Dequeue()();
        }
    }
}
