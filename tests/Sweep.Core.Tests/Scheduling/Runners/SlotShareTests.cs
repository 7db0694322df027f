using CsCheck;
using Sweep.Core.Scheduling.Runners;

namespace Sweep.Core.Tests.Scheduling.Runners;

public sealed class SlotShareTests
{
    private const double Seconds = 0.5;

    private readonly Guid _one = Guid.NewGuid();
    private readonly Guid _two = Guid.NewGuid();
    private readonly SlotShare _share = new(slots: 1);

    [Fact]
    public void TryStart_TwoSweepsOfAnyWeights_GivesEachItsPartOfTheTime()
    {
        Gen.Select(Gen.Double[0.1, 10], Gen.Double[0.1, 10], Gen.Double[0.5, 20], Gen.Double[0.5, 20]).Sample((weight, otherWeight, length, otherLength) =>
        {
            var share = new SlotShare(slots: 1);
            share.Join(_one, weight, () => { });
            share.Join(_two, otherWeight, () => { });
            var (served, otherServed) = (0.0, 0.0);
            while (served + otherServed < 20_000)
            {
                // Both always have work; whoever may start does, and ends before the next is asked.
                if (share.TryStart(_one, length, alone: false))
                {
                    served += length;
                    share.End(_one, length, length, alone: false);
                }

                if (share.TryStart(_two, otherLength, alone: false))
                {
                    otherServed += otherLength;
                    share.End(_two, otherLength, otherLength, alone: false);
                }
            }

            var expected = weight / (weight + otherWeight);
            Assert.InRange(served / (served + otherServed), expected - 0.01, expected + 0.01);
        });
    }

    [Fact]
    public void TryStart_OtherSweepHasNothingToStart_TakesTheWholeSilo()
    {
        _share.Join(_one, 1, () => { });
        _share.Join(_two, 100, () => { });
        Assert.True(_share.TryStart(_two, Seconds, alone: false));
        _share.End(_two, Seconds, Seconds, alone: false);
        _share.Pass(_two);
        for (var trial = 0; trial < 5; trial++)
        {
            Assert.True(_share.TryStart(_one, Seconds, alone: false));
            _share.End(_one, Seconds, Seconds, alone: false);
        }
    }

    [Fact]
    public void TryStart_TrialsOfSeveralSlots_CountAsSoMany()
    {
        var share = new SlotShare(slots: 4);
        var load = share.Join(_one, 1, () => { }, width: 3);
        Assert.True(share.TryStart(_one, 10, alone: false));
        Assert.True(share.IsFullOfLongTrials(_one));
        Assert.True(share.TryStart(_one, 10, alone: false));
        Assert.False(share.TryStart(_one, 10, alone: false));
        Assert.Equal((2, 6), (load.InFlight, load.CountedSlots));
        share.End(_one, 10, 10, alone: false);
        Assert.True(share.TryStart(_one, 10, alone: false));
        share.Join(_two, 1, () => { });
        Assert.Equal(1, share.PlacesWanted(_one));
        Assert.Equal(2, share.PlacesWanted(_two));
    }

    [Fact]
    public void TryStart_WiderThanTheSilo_TakesAllOfIt()
    {
        var share = new SlotShare(slots: 2);
        Assert.Equal(2, share.Join(_one, 1, () => { }, width: 8).Width);
        Assert.True(share.TryStart(_one, 10, alone: false));
        Assert.False(share.TryStart(_one, 10, alone: false));
        Assert.Equal(1, share.PlacesWanted(_one));
    }

    [Fact]
    public void IsFullOfLongTrials_OneSweep_HoldsWhileEverySlotHasOne()
    {
        var share = new SlotShare(slots: 2);
        share.Join(_one, 1, () => { });
        Assert.True(share.TryStart(_one, 10, alone: false));
        Assert.True(share.TryStart(_one, Seconds, alone: false));
        Assert.False(share.IsFullOfLongTrials(_one));
        share.End(_one, Seconds, Seconds, alone: false);
        Assert.True(share.TryStart(_one, 10, alone: false));
        Assert.True(share.IsFullOfLongTrials(_one));
        share.End(_one, 10, 1, alone: false);
        Assert.False(share.IsFullOfLongTrials(_one));
    }

    [Fact]
    public void IsFullOfLongTrials_SeveralSweeps_LeaseAheadToKeepTheirParts()
    {
        _share.Join(_one, 1, () => { });
        _share.Join(_two, 1, () => { });
        Assert.True(_share.TryStart(_one, 10, alone: false));
        Assert.False(_share.IsFullOfLongTrials(_one));
        _share.Leave(_two);
        Assert.True(_share.IsFullOfLongTrials(_one));
    }

    [Fact]
    public void TryStart_TrialThatMustBeAlone_WaitsForTheOthersAndKeepsThemOut()
    {
        var wakes = 0;
        _share.Join(_one, 1, () => { });
        _share.Join(_two, 1, () => wakes++);
        Assert.True(_share.TryStart(_two, Seconds, alone: false));
        Assert.False(_share.TryStart(_one, Seconds, alone: true));
        Assert.False(_share.TryStart(_two, Seconds, alone: false));
        _share.End(_two, Seconds, Seconds, alone: false);
        Assert.True(_share.TryStart(_one, Seconds, alone: true));
        Assert.False(_share.TryStart(_one, Seconds, alone: false));
        Assert.False(_share.TryStart(_two, Seconds, alone: false));
        wakes = 0;
        _share.Reassure(_one);
        Assert.Equal(1, wakes);
        Assert.True(_share.TryStart(_two, 0, alone: false) || _share.TryStart(_one, 0, alone: false));
    }

    [Fact]
    public void Leave_WhileItsTrialWaitsToBeAlone_LetsTheOthersIn()
    {
        _share.Join(_one, 1, () => { });
        _share.Join(_two, 1, () => { });
        Assert.True(_share.TryStart(_two, Seconds, alone: false));
        Assert.False(_share.TryStart(_one, Seconds, alone: true));
        _share.Leave(_one);
        _share.End(_two, Seconds, Seconds, alone: false);
        Assert.True(_share.TryStart(_two, Seconds, alone: false));
    }

    [Fact]
    public void Pass_TrialThatWaitsToBeAloneIsGivenBack_LetsTheOthersIn()
    {
        var wakes = 0;
        _share.Join(_one, 1, () => { });
        _share.Join(_two, 1, () => wakes++);
        Assert.True(_share.TryStart(_two, Seconds, alone: false));
        Assert.False(_share.TryStart(_one, Seconds, alone: true));
        _share.End(_two, Seconds, Seconds, alone: false);
        wakes = 0;
        _share.Pass(_one);
        Assert.Equal(1, wakes);
        Assert.True(_share.TryStart(_two, Seconds, alone: false));
    }

    [Fact]
    public void Pass_WhileItsTrialIsAlone_KeepsTheOthersOut()
    {
        _share.Join(_one, 1, () => { });
        _share.Join(_two, 1, () => { });
        Assert.True(_share.TryStart(_one, Seconds, alone: true));
        _share.Pass(_one);
        Assert.False(_share.TryStart(_two, Seconds, alone: false));
    }

    [Fact]
    public void Pass_SaidAgain_WakesNobody()
    {
        var wakes = 0;
        _share.Join(_one, 1, () => { });
        _share.Join(_two, 1, () => wakes++);
        Assert.True(_share.TryStart(_one, Seconds, alone: false));
        _share.Pass(_one);
        wakes = 0;
        _share.Pass(_one);
        Assert.Equal(0, wakes);
    }
}
