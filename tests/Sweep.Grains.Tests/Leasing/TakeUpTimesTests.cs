using Microsoft.Extensions.Time.Testing;
using Sweep.Grains.Leasing;

namespace Sweep.Grains.Tests.Leasing;

public sealed class TakeUpTimesTests
{
    private static readonly Guid Sweep = Guid.CreateVersion7();
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider _time = new();
    private readonly TakeUpTimes _times;

    public TakeUpTimesTests() => _times = new TakeUpTimes(_time);

    [Fact]
    public void IsDue_OfATriedSweep_IsSoAfterThePause()
    {
        Assert.True(_times.IsDue(Sweep));
        _times.Tried(Sweep, Pause);
        Assert.False(_times.IsDue(Sweep));
        _time.Advance(Pause);
        Assert.True(_times.IsDue(Sweep));
    }

    [Fact]
    public void IsDue_OfASweepThatRanNoMoreMeanwhile_IsSoAtOnce()
    {
        _times.Tried(Sweep, Pause);
        _times.Keep([Sweep]);
        Assert.False(_times.IsDue(Sweep));
        _times.Keep([]);
        Assert.True(_times.IsDue(Sweep));
    }

    [Fact]
    public void Failed_AgainAndAgain_WaitsTwiceAsLongUpToAMinute()
    {
        var pauses = Enumerable.Range(0, 7).Select(_ => _times.Failed(Sweep, Pause, isPassing: false).TotalSeconds);
        Assert.Equal([2, 4, 8, 16, 32, 60, 60], pauses);
        Assert.Equal(Pause, _times.Failed(Sweep, Pause, isPassing: true));
    }

    [Fact]
    public void Refused_IsNewOnce()
    {
        Assert.Equal((true, false), (_times.Refused(Sweep), _times.Refused(Sweep)));
        _times.Keep([]);
        Assert.True(_times.Refused(Sweep));
    }
}
