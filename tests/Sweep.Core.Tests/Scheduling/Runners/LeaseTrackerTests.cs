using Sweep.Core.Scheduling.Runners;

namespace Sweep.Core.Tests.Scheduling.Runners;

public sealed class LeaseTrackerTests
{
    private readonly LeaseTracker _leases = new();
    private readonly Guid _sweep = Guid.NewGuid();
    private readonly Guid _one = Guid.NewGuid();
    private readonly Guid _two = Guid.NewGuid();

    [Fact]
    public void Settle_LastResult_EndsTheLease()
    {
        _leases.Begin(_one, _sweep, 2);
        _leases.Begin(_two, _sweep, 2);
        Assert.Empty(_leases.Settle([_one]));
        Assert.Equal([_one], _leases.Settle([_one, _two]));
    }

    [Fact]
    public void Drop_AllThatIsLeft_SaysSo()
    {
        _leases.Begin(_one, _sweep, 3);
        Assert.Empty(_leases.Settle([_one]));
        Assert.False(_leases.Drop(_one, 1));
        Assert.True(_leases.Drop(_one, 1));
    }

    [Fact]
    public void Settle_AfterTheRestWasDropped_EndsTheLease()
    {
        _leases.Begin(_one, _sweep, 3);
        Assert.False(_leases.Drop(_one, 2));
        Assert.Equal([_one], _leases.Settle([_one]));
    }

    [Fact]
    public void Open_AfterResultsDropsAndForgettingOfLeases_CountsWhatIsLeft()
    {
        _leases.Begin(_one, _sweep, 5);
        _leases.Begin(_two, _sweep, 2);
        _leases.Settle([_one, _two]);
        Assert.Equal(5, _leases.Open);
        _leases.Drop(_one, 3);
        Assert.Equal(2, _leases.Open);
        _leases.Drop(_one, 9);
        Assert.Equal(1, _leases.Open);
        _leases.Forget([_one, _two]);
        Assert.Equal(0, _leases.Open);
    }

    [Fact]
    public void Settle_UnknownLease_EndsNothing() => Assert.Empty(_leases.Settle([_one]));

    [Fact]
    public void HeldOf_LeaseThatEnded_HoldsItUntilItIsForgotten()
    {
        _leases.Begin(_one, _sweep, 1);
        _leases.Begin(_two, Guid.NewGuid(), 1);
        Assert.Equal([_one], _leases.Settle([_one]));
        Assert.Equal([_one], _leases.HeldOf(_sweep));
        _leases.Forget([_one]);
        Assert.Empty(_leases.HeldOf(_sweep));
        Assert.False(_leases.Drop(_one, 1));
    }
}
