using System.Diagnostics;
using Sweep.Grains.Compute;

namespace Sweep.Grains.Trials;

/// <summary>What an attempt takes on slots: of CPU that of the thread on which it is, and of wall time, both without the times between two slots.</summary>
/// <param name="spent">CPU seconds that went into where it begins.</param>
internal sealed class SlotTime(double spent)
{
    private double _cpuBefore;
    private double _cpuSpent = spent;
    private long _begun;
    private TimeSpan _wallSpent;
    private volatile bool _isAway = true;

    /// <summary>True before it comes to a slot, and between two.</summary>
    public bool IsAway => _isAway;

    /// <summary>CPU seconds; while it is on a slot to be asked by its thread.</summary>
    public double CpuSeconds => _cpuSpent + (_isAway ? 0 : ThreadClock.Seconds() - _cpuBefore);

    public TimeSpan Wall => _wallSpent + (_isAway ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_begun));

    /// <summary>It is on a slot, whose thread calls this.</summary>
    public void Enter()
    {
        (_begun, _cpuBefore) = (Stopwatch.GetTimestamp(), ThreadClock.Seconds());
        _isAway = false;
    }

    /// <summary>It leaves the slot, whose thread calls this.</summary>
    public void Leave()
    {
        (_cpuSpent, _wallSpent) = (CpuSeconds, Wall);
        _isAway = true;
    }
}
