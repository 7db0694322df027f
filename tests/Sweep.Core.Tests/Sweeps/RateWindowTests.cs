using Sweep.Core.Scheduling;

namespace Sweep.Core.Tests.Sweeps;

public sealed class RateWindowTests
{
    private static readonly TimeSpan Start = TimeSpan.FromHours(5);

    [Fact]
    public void PerSecond_NothingYet_IsZero() => Assert.Equal(0, new RateWindow(TimeSpan.FromSeconds(10)).PerSecond(Start));

    [Fact]
    public void PerSecond_ShorterThanTheWindow_CountsSinceTheStart()
    {
        var rate = new RateWindow(TimeSpan.FromSeconds(10));
        rate.Start(Start);
        rate.Add(Start + TimeSpan.FromSeconds(1), 30);
        Assert.Equal(15, rate.PerSecond(Start + TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void PerSecond_OldLumps_AreForgotten()
    {
        var rate = new RateWindow(TimeSpan.FromSeconds(10));
        rate.Start(Start);
        rate.Add(Start + TimeSpan.FromSeconds(1), 1000);
        rate.Add(Start + TimeSpan.FromSeconds(15), 20);
        Assert.Equal(2, rate.PerSecond(Start + TimeSpan.FromSeconds(16)));
    }
}
