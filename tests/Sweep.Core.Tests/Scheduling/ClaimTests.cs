using Sweep.Core.Curves;
using Sweep.Core.Scheduling;

namespace Sweep.Core.Tests.Scheduling;

/// <summary>What an owner decides of trials that clients claim, one at a time.</summary>
public sealed class ClaimTests
{
    private static readonly SiloKey Ann = SiloKey.OfClient("ann");
    private static readonly SiloKey Bob = SiloKey.OfClient("bob");
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);

    private TimeSpan _now = Start;

    [Fact]
    public void DecideClaim_Clients_GetOneTrialEach()
    {
        var (_, desk) = Create();
        Assert.Equal([[0L], [1L], [2L]], new[] { Ann, Bob, SiloKey.OfClient("cid") }.Select(client => Claim(desk, client)!.All));
        Assert.Equal(1, desk.ClaimOf(Bob)!.All.Single());
        Assert.Null(desk.ClaimOf(SiloKey.OfClient("dan")));
        Assert.Empty(desk.DecideClaim(0, isRunning: false).Batches);
        Assert.Equal(7, desk.DecideClaim(double.MaxValue, isRunning: true).Batches.Sum(batch => batch.Numbers.Sum(range => range.Count)));
    }

    [Fact]
    public void DecideClaim_LimitedSweep_HasAPlaceForAnotherOnceOneHasEnded()
    {
        var (_, desk) = Create(limit: 1);
        var claim = Claim(desk, Ann)!;
        Assert.Null(Claim(desk, Bob));
        Assert.IsType<DeskOrder.Tell>(desk.Ended([claim.Id], finished: [0], isLost: false, _now).Single());
        Assert.Equal([1], Claim(desk, Bob)!.All);
    }

    [Fact]
    public void TakeUp_LimitedSweepOfAClientNotHeardYet_HasTheOtherPlaces()
    {
        var (_, desk) = Create(limit: 2);
        desk.TakeUp([LeaseOf(Ann, 3)], _now);
        Assert.Equal([0], Claim(desk, Bob)!.All);
        Assert.Null(Claim(desk, SiloKey.OfClient("cid")));
    }

    [Theory]
    [InlineData(60, 0, false)]
    [InlineData(61, 0, true)]
    [InlineData(61, 30, false)]
    [InlineData(91, 30, true)]
    public void SeeFates_ClientThatIsSilent_LosesItsClaimOnceThatIsForTooLong(int seconds, int heardAt, bool isLost)
    {
        var (_, desk) = Create();
        var claim = Claim(desk, Ann)!;
        desk.Keep(claim, Start + TimeSpan.FromSeconds(heardAt));
        _now = Start + TimeSpan.FromSeconds(seconds);
        var end = desk.SeeFates(_ => SiloFate.Unknown, _now).OfType<DeskOrder.End>().SingleOrDefault();
        Assert.Equal(isLost, end is not null);
        if (end is not null)
            Assert.Equal((LossCause.SiloHung, "client ann stopped answering"), (end.Loss!.Cause, end.Loss.Reason));
    }

    [Fact]
    public void SeeFates_TakenUpClaimThatHasExpired_LastsAsLongAgain()
    {
        // While nobody owned the sweep, its clients had nobody to talk to.
        var (_, desk) = Create();
        desk.TakeUp([LeaseOf(Ann, 3)], _now);
        Assert.Empty(desk.SeeFates(_ => SiloFate.Unknown, _now, DateTimeOffset.MaxValue));
        Assert.Empty(desk.SeeFates(_ => SiloFate.Unknown, _now + DeskOwner.Terms.Duration));
        Assert.Single(desk.SeeFates(_ => SiloFate.Unknown, _now + DeskOwner.Terms.Duration + TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void Ended_LostClaim_RestsThenIsAnothers()
    {
        var (stock, desk) = Create();
        var claim = Claim(desk, Ann)!;
        desk.Learn(new Dictionary<long, TrialLosses> { [0] = TrialLosses.Of([new LostAttempt(1, LossCause.SiloHung, Alone: false, Progressed: false)]) });
        desk.Ended([claim.Id], finished: [], isLost: true, _now);
        Assert.Equal([1], Claim(desk, Bob)!.All);
        _now += TimeSpan.FromSeconds(1);
        Assert.IsType<DeskOrder.Tell>(desk.Tick(isRunning: true, _now)[0]);
        Assert.Equal([0], Claim(desk, Ann)!.All);
        desk.Keep(claim, _now);
        Assert.Null(desk.Find(claim.Id));
        Assert.False(stock.IsFinished(0));
    }

    [Theory]
    [InlineData("external/box-1", true)]
    [InlineData("external/box-1/abc", false)]
    [InlineData("external", false)]
    [InlineData("box/4242", false)]
    public void SiloKey_OfAClient_IsToldFromASilos(string text, bool isClient)
    {
        Assert.Equal(isClient, SiloKey.Parse(text).IsClient);
        if (isClient)
            Assert.Equal((text, "client box-1"), (SiloKey.OfClient("box-1").ToString(), SiloKey.Parse(text).Describe()));
    }

    [Fact]
    public void ClaimToken_OfALease_KnowsTheTrialThatBeganWithIt()
    {
        var granted = new DateTimeOffset(2026, 5, 4, 3, 2, 1, 123, TimeSpan.Zero).AddMicroseconds(456);
        var lease = Guid.CreateVersion7(granted);
        Assert.Equal(lease, ClaimToken.Parse(ClaimToken.Of(lease)));
        Assert.True(ClaimToken.IsOf(lease, Ann, granted));
        Assert.False(ClaimToken.IsOf(lease, SiloKey.Parse("box/4242/1"), granted));
        Assert.False(ClaimToken.IsOf(lease, Ann, granted.AddMilliseconds(1)));
        Assert.False(ClaimToken.IsOf(Guid.NewGuid(), Ann, granted));
        Assert.All(new[] { null, "", "0", "{" + lease + "}", lease.ToString("N") }, text => Assert.Null(ClaimToken.Parse(text)));
    }

    private static (TrialStock Stock, LeaseDesk Desk) Create(int? limit = null)
    {
        var space = DeskSpecs.Space(10, [1], limit);
        var stock = new TrialStock(space, 0, []);
        var desk = new LeaseDesk(space, stock, CurveEncoding.WholeTexts, DeskOwner.Terms);
        desk.TakeUp([], Start);
        return (stock, desk);
    }

    private static LeaseRecord LeaseOf(SiloKey client, long number) =>
        new(Guid.NewGuid(), Guid.Empty, client, [new NumberRange(number, number + 1)], 1, default, default);

    private LeaseRecord? Claim(LeaseDesk desk, SiloKey client)
    {
        if (desk.DecideClaim(0, isRunning: true).Batches is not [{ Numbers: [var range] }])
            return null;
        Assert.Equal(1, range.Count);
        var lease = LeaseOf(client, range.Start);
        desk.Granted(client, [lease], places: null, _now);
        return lease;
    }
}
