using Orleans.Statistics;

namespace Sweep.Grains.Hosting;

/// <summary>
/// Says nothing of this process's processor and memory. Orleans' own answer listens to all counters of the runtime, every second for as long as the silo
/// lives; and all that comes of it is on which silo the grain of a sweep is placed. Without it that is one with few grains, which is what is wanted.
/// </summary>
internal sealed class UntoldStatistics : IEnvironmentStatisticsProvider
{
    public EnvironmentStatistics GetEnvironmentStatistics() => default;
}
