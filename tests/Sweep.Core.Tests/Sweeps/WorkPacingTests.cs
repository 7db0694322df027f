using Sweep.Core.Scheduling;

namespace Sweep.Core.Tests.Sweeps;

public sealed class WorkPacingTests
{
    [Theory]
    [InlineData(2, 0, 0.0, true)]
    [InlineData(2, 1, 100.0, true)]
    [InlineData(2, 2, 100.0, false)]
    [InlineData(2, 2, 1.0, true)]
    [InlineData(2, 3, 100.0, false)]
    [InlineData(2, 3, 0.01, true)]
    [InlineData(2, 200, 0.01, true)]
    [InlineData(2, WorkPacing.MostInFlight, 0.01, false)]
    public void ShouldStart_WorkInFlight_KeepsSlotsFedWithinTheLimit(int slots, int inFlight, double seconds, bool expected) =>
        Assert.Equal(expected, WorkPacing.ShouldStart(slots, inFlight, seconds));

    [Fact]
    public void GrantCost_SeveralSilosNearTheEnd_ShrinksToTheLeast()
    {
        Assert.Equal(10, WorkPacing.GrantCost(10, 1e9, 2, 1));
        Assert.Equal(5, WorkPacing.GrantCost(10, 10, 2, 1));
        Assert.Equal(WorkPacing.LeastLeaseSeconds * 2, WorkPacing.GrantCost(10, 0.03, 2, 1));
    }

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

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(1, 1, true)]
    [InlineData(1, 2, false)]
    [InlineData(400, 500, true)]
    [InlineData(400, 501, false)]
    [InlineData(3, 1, true)]
    public void ShouldCommit_RestOfWhatIsLeased_CommitsWhereItIsAtMostAQuarter(int gathered, long leased, bool expected) =>
        Assert.Equal(expected, WorkPacing.ShouldCommit(gathered, leased));
}
