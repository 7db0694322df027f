namespace Sweep.Core.Scheduling.Runners;

/// <summary>How fast this silo trains the trials of a sweep: the one measure by which work is asked for, started, watched and called slow.</summary>
/// <param name="first">Seconds a unit of cost that are taken for granted before anything was measured.</param>
public sealed class SiloPace(double first)
{
    /// <summary>So many times as long as usual is slow.</summary>
    public const double SlowFactor = 4;

    /// <summary>Seconds that a unit of cost takes on a slot, as far as plans go.</summary>
    public double SecondsPerCost { get; private set; } = first;

    /// <summary>The mean of what was measured, outliers cut; null where nothing was.</summary>
    public double? Usual { get; private set; }

    /// <summary>A trial was trained from its beginning.</summary>
    public void Note(double cost, double seconds)
    {
        var pace = seconds / cost;
        SecondsPerCost = WorkPacing.Smooth(SecondsPerCost, pace);
        Usual = Usual is { } usual ? WorkPacing.Smooth(usual, Math.Min(pace, usual * SlowFactor)) : pace;
    }
}
