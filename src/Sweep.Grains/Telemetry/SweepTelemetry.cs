using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Sweep.Grains.Telemetry;

/// <summary>
/// What Sweep emits: one source of spans and one meter, both named <see cref="Name"/>. Where nobody listens, an instrument costs a few
/// nanoseconds and no span is made. Attributes of metrics are bounded: never an id.
/// </summary>
public static class SweepTelemetry
{
    /// <summary>Name of the source and of the meter.</summary>
    public const string Name = "Sweep";

    /// <summary>From a trial of a hundred iterations to one of a day.</summary>
    private static readonly InstrumentAdvice<double> TrialBuckets = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200, 43200],
    };

    private static readonly InstrumentAdvice<double> CommitBuckets = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    };

    public static ActivitySource Source { get; } = new(Name, BuildVersion.Current);

    public static Meter Meter { get; } = new(Name, BuildVersion.Current);

    public static Counter<long> Trials { get; } = Meter.CreateCounter<long>(
        "sweep.trials", "{trial}", "Trials that this process has committed, by state and pattern.");

    public static Histogram<double> TrialDuration { get; } = Meter.CreateHistogram(
        "sweep.trial.duration", "s", "Wall time of a trial on its slot, from the start of its run, by state and pattern.", tags: null, TrialBuckets);

    public static Counter<long> Iterations { get; } = Meter.CreateCounter<long>(
        "sweep.iterations", "{iteration}", "Iterations trained by attempts that gave a result, by pattern.");

    public static UpDownCounter<long> BusySlots { get; } = Meter.CreateUpDownCounter<long>(
        "sweep.slots.busy", "{slot}", "Slots that are training now.");

    public static UpDownCounter<long> Slots { get; } = Meter.CreateUpDownCounter<long>(
        "sweep.slots", "{slot}", "Slots there are.");

    public static Histogram<double> CommitDuration { get; } = Meter.CreateHistogram(
        "sweep.store.commit.duration", "s", "Time of one try to commit finished trials, by outcome.", tags: null, CommitBuckets);

    public static UpDownCounter<long> StoreQueue { get; } = Meter.CreateUpDownCounter<long>(
        "sweep.store.queue", "{trial}", "Finished trials that wait for their commit.");

    public static UpDownCounter<long> OwnedSweeps { get; } = Meter.CreateUpDownCounter<long>(
        "sweep.owned", "{sweep}", "Running or paused sweeps that this process owns.");

    public static Counter<long> LostAttempts { get; } = Meter.CreateCounter<long>(
        "sweep.attempts.lost", "{attempt}", "Attempts that ended without a result, by cause, counted by the sweep's owner.");

    public static Counter<long> QuarantinedTrials { get; } = Meter.CreateCounter<long>(
        "sweep.trials.quarantined", "{trial}", "Trials given up because they killed their silo again and again; counted by the sweep's owner.");
}
