namespace Sweep.Core.Scheduling.Runners;

/// <summary>What one sweep has in flight on this silo: trials that are started and not ended.</summary>
/// <param name="wake">Is called when it may be the sweep's turn.</param>
/// <param name="width">Slots that each of them takes.</param>
internal sealed class SweepLoad(Action wake, int width)
{
    public int Width => width;

    /// <summary>How many of them may be in training at once.</summary>
    public int Places { get; set; } = int.MaxValue;

    public int InFlight { get; private set; }

    /// <summary>How long they take, about.</summary>
    public double Seconds { get; private set; }

    /// <summary>Those of them that are long.</summary>
    public int Long { get; private set; }

    /// <summary>Those that can be on a slot: what waits for a place takes no room from other sweeps.</summary>
    public int Counted => Math.Min(InFlight, Places);

    /// <summary>The slots that these take.</summary>
    public int CountedSlots => Counted * width;

    /// <summary>How long these take, about.</summary>
    public double CountedSeconds => Counted == InFlight ? Seconds : Seconds * Counted / InFlight;

    public void Wake() => wake();

    public void Add(double seconds)
    {
        InFlight++;
        Long += WorkPacing.IsLong(seconds) ? 1 : 0;
        Seconds += seconds;
    }

    public void Remove(double seconds)
    {
        InFlight--;
        Long -= WorkPacing.IsLong(seconds) ? 1 : 0;
        Seconds = InFlight == 0 ? 0 : Seconds - seconds;
    }
}
