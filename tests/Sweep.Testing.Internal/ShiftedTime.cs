namespace Sweep.Testing;

/// <summary>The machine's clock, put forward by hand; timers keep its pace.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private long _ticks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;

    public override long GetTimestamp() => System.GetTimestamp() + (long)(Shift.TotalSeconds * System.TimestampFrequency);

    /// <summary>Puts it forward.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    private TimeSpan Shift => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));
}
