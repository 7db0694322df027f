namespace Sweep.Core.Trainers;

/// <summary>What one attempt of a command may take.</summary>
/// <param name="Time">From its start; null for no limit.</param>
/// <param name="Silence">Without a report; null for no limit.</param>
/// <param name="Memory">Bytes of address space of each of its processes; null for no limit.</param>
/// <param name="Grace">Between being asked to stop and being killed.</param>
/// <param name="Attempts">How often a failing trial is tried, at least 1.</param>
public sealed record CommandLimits(TimeSpan? Time = null, TimeSpan? Silence = null, long? Memory = null, TimeSpan? Grace = null, int Attempts = 3)
{
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(10);

    public TimeSpan StopWithin => Grace ?? DefaultGrace;
}
