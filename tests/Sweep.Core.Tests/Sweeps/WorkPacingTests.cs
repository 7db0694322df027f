using Sweep.Core.Sweeps;

namespace Sweep.Core.Tests.Sweeps;

public sealed class WorkPacingTests
{
    [Theory]
    [InlineData(2, 10.0, null, 3)]
    [InlineData(2, 0.0, null, 4)]
    [InlineData(2, 0.001, null, 62)]
    [InlineData(2, 0.00001, null, WorkPacing.MostInFlight)]
    [InlineData(8, 0.00001, 5, 5)]
    [InlineData(1, 10.0, 1, 1)]
    public void InFlight_MeanLength_KeepsSlotsFedWithinTheLimits(int slots, double mean, int? limit, int expected) =>
        Assert.Equal(expected, WorkPacing.InFlight(slots, mean, limit));

    [Fact]
    public void ShouldPull_HalfALeaseLeft_IsTheThreshold()
    {
        var lease = WorkPacing.LeaseCost(2, 1e-9);
        Assert.False(WorkPacing.ShouldPull(2, lease * 0.51, 1e-9));
        Assert.True(WorkPacing.ShouldPull(2, lease * 0.49, 1e-9));
    }

    [Fact]
    public void Smooth_SteadySamples_ApproachesThem()
    {
        var mean = WorkPacing.Smooth(0, 5);
        Assert.Equal(5, mean);
        for (var i = 0; i < 100; i++)
            mean = WorkPacing.Smooth(mean, 1);
        Assert.Equal(1, mean, 3);
    }
}
