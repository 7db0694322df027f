using Sweep.Core.Scheduling;
using Sweep.Grains.Notifications;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trainers;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Leasing;

/// <summary>What a silo is told.</summary>
public sealed class SweepSiloOptions
{
    /// <summary>Trials in training at once; by default one per core.</summary>
    public int Slots { get; set; } = Environment.ProcessorCount;

    /// <summary>Memory for trials; null for what the process's limits leave.</summary>
    public MemoryRoom? Memory { get; set; }

    /// <summary>True to look for running sweeps in the store; false to work only on those that this process takes up itself.</summary>
    public bool TakesAnySweep { get; set; } = true;

    /// <summary>How often a running sweep that this silo does not work on is tried to be taken up; less often in large clusters.</summary>
    public TimeSpan LookPeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the board looks which sweeps run, for all silos of the cluster.</summary>
    public TimeSpan BoardPeriod { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often a silo asks the store itself which sweeps run, in case that the board does not tell; less often in large clusters.</summary>
    public TimeSpan StoreLookPeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How trials in training are treated.</summary>
    public TrialOptions Trials { get; } = new();

    /// <summary>What it trains by.</summary>
    public TrainerOptions Trainers { get; set; } = new();

    /// <summary>How it tells the receivers of sweeps.</summary>
    public NotificationOptions Notifications { get; set; } = new();

    /// <summary>Of the trials that are neither failed, slow nor first, the share whose spans are kept, 0 to 1.</summary>
    public double TraceShare { get; set; } = TelemetrySettings.DefaultTrialShare;

    /// <summary>Seconds that a unit of <see cref="TrialCost"/> is taken to last on one slot until a sweep's first trial was measured.</summary>
    public double FirstSecondsPerCost { get; set; } = WorkPacing.FirstSecondsPerCost;

    /// <summary>How long a silo works on without an answer of a sweep's grain, which may be on its way from a dead silo to another.</summary>
    public TimeSpan OwnerPatience { get; set; } = TimeSpan.FromSeconds(30);
}
