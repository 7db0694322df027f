using System.Diagnostics;
using Sweep.Grains.Compute;

namespace Sweep.Grains.Tests.Compute;

public sealed class ThreadClockTests
{
    [Fact]
    public void Seconds_BusyThread_GrowsByAtMostTheWallTime()
    {
        var wall = Stopwatch.GetTimestamp();
        var before = ThreadClock.Seconds();
        var after = before;
        while (after - before < 0.01)
            after = ThreadClock.Seconds();
        Assert.InRange(after - before, 0.01, Stopwatch.GetElapsedTime(wall).TotalSeconds + 0.001);
    }
}
