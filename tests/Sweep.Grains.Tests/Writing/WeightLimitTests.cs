using Sweep.Grains.Writing;

namespace Sweep.Grains.Tests.Writing;

public sealed class WeightLimitTests
{
    [Fact]
    public void Enter_FullLimit_WaitsUntilSomethingLeaves()
    {
        var limit = new WeightLimit(10);
        Assert.True(limit.EnterAsync(6).IsCompleted);
        Assert.True(limit.EnterAsync(6).IsCompleted);
        var third = limit.EnterAsync(1);
        Assert.False(third.IsCompleted);
        limit.Leave(6);
        Assert.True(third.IsCompleted);
    }

    [Fact]
    public void Enter_HeavierThanTheLimit_GetsInAlone()
    {
        var limit = new WeightLimit(10);
        Assert.True(limit.EnterAsync(1_000).IsCompleted);
        var next = limit.EnterAsync(1);
        Assert.False(next.IsCompleted);
        limit.Leave(1_000);
        Assert.True(next.IsCompleted);
    }

    [Fact]
    public void Enter_WhileOthersWait_KeepsTheOrder()
    {
        var limit = new WeightLimit(1);
        Assert.True(limit.EnterAsync(1).IsCompleted);
        var first = limit.EnterAsync(1);
        var second = limit.EnterAsync(1);
        limit.Leave(1);
        Assert.True(first.IsCompleted);
        Assert.False(second.IsCompleted);
    }
}
