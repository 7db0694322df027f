namespace Sweep.Core.Scheduling.Runners;

/// <summary>What one sweep has in flight on this silo: trials that are started and not ended.</summary>
/// <param name="wake">Is called when it may be the sweep's turn.</param>
internal sealed class SweepLoad(Action wake)
{
    private double _seconds;

    /// <summary>How many of them may be in training at once.</summary>
    public int Places { get; set; } = int.MaxValue;

    public int InFlight { get; private set; }

    /// <summary>Those of them that are long.</summary>
    public int Long { get; private set; }

    /// <summary>Those that can be on a slot: what waits for a place takes no room from other sweeps.</summary>
    public int Counted => Math.Min(InFlight, Places);

    /// <summary>How long these take, about.</summary>
    public double CountedSeconds => Counted == InFlight ? _seconds : _seconds * Counted / InFlight;

    public void Wake() => wake();

    public void Add(double seconds)
    {
        InFlight++;
        Long += WorkPacing.IsLong(seconds) ? 1 : 0;
        _seconds += seconds;
    }

    public void Remove(double seconds)
    {
        InFlight--;
        Long -= WorkPacing.IsLong(seconds) ? 1 : 0;
        _seconds = InFlight == 0 ? 0 : _seconds - seconds;
    }
}
