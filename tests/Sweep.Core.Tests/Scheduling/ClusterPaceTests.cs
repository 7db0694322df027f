using Sweep.Core.Scheduling;

namespace Sweep.Core.Tests.Scheduling;

public sealed class ClusterPaceTests
{
    [Theory]
    [InlineData(0, 0.5, 1)]
    [InlineData(1, 0.5, 1)]
    [InlineData(50, 0.5, 1)]
    [InlineData(100, 1, 2)]
    [InlineData(500, 5, 10)]
    [InlineData(10_000, 5, 10)]
    public void Of_SoManySilos_TalksLessOftenAndOfMore(int silos, double heartbeat, double leaseSeconds)
    {
        var pace = ClusterPace.Of(silos);
        Assert.Equal((heartbeat, leaseSeconds, heartbeat), (pace.Heartbeat.TotalSeconds, pace.LeaseSeconds, pace.BatchDelay.TotalSeconds));
    }
}
