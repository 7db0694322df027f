using CsCheck;
using Sweep.Core.Notifications;

namespace Sweep.Core.Tests.Notifications;

public sealed class StallDeciderTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    private static readonly Gen<(DateTimeOffset ProgressAt, TimeSpan After, DateTimeOffset Now)> Any = Gen.Select(
        Gen.Long[-TimeSpan.TicksPerDay * 400, TimeSpan.TicksPerDay * 400],
        Gen.Long[1, TimeSpan.TicksPerDay * 400],
        (quiet, after) => (Start, new TimeSpan(after), Start + new TimeSpan(quiet)));

    [Theory]
    [InlineData(0, false, 900)]
    [InlineData(899, false, 1)]
    [InlineData(900, true, 900)]
    [InlineData(5000, true, 900)]
    [InlineData(-60, false, 900)]
    public void Decide_SecondsWithoutProgress_StalledFromTheLimitOn(int quiet, bool expected, int again)
    {
        var now = Start.AddSeconds(quiet);
        Assert.Equal(new StallDecision(expected, now.AddSeconds(again)), StallDecider.Decide(Start, Quarter, now));
    }

    [Fact]
    public void Decide_Ever_IsLookedAtAgainWithinTheLimit() => Any.Sample(one =>
    {
        var decision = StallDecider.Decide(one.ProgressAt, one.After, one.Now);
        Assert.True(decision.LookAgainAt > one.Now && decision.LookAgainAt <= one.Now + one.After);
    });

    [Fact]
    public void Decide_BeforeItIsLookedAtAgain_SaysTheSame() => Gen.Select(Any, Gen.Double[0, 0.999]).Sample(pair =>
    {
        var (one, share) = pair;
        var decision = StallDecider.Decide(one.ProgressAt, one.After, one.Now);
        var between = one.Now + ((decision.LookAgainAt - one.Now) * share);
        Assert.Equal(decision.IsStalled, StallDecider.Decide(one.ProgressAt, one.After, between).IsStalled);
    });

    [Fact]
    public void Decide_LaterProgress_NeverStallsIt() => Gen.Select(Any, Gen.Long[0, TimeSpan.TicksPerDay]).Sample(pair =>
    {
        var (one, later) = pair;
        if (!StallDecider.Decide(one.ProgressAt, one.After, one.Now).IsStalled)
            Assert.False(StallDecider.Decide(one.ProgressAt + new TimeSpan(later), one.After, one.Now).IsStalled);
    });

    [Fact]
    public void Decide_NoTimeAtAll_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StallDecider.Decide(Start, TimeSpan.Zero, Start));
}
