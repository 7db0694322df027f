using Sweep.Core.Curves;
using Sweep.Core.Scheduling;

namespace Sweep.Core.Tests.Scheduling;

public sealed class LeaseDeskTests
{
    private static readonly SiloKey A = SiloKey.Parse("a/1/0");
    private static readonly SiloKey B = SiloKey.Parse("b/2/0");
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);

    private readonly TrialStock _stock;
    private readonly LeaseDesk _desk;
    private TimeSpan _now = Start;
    private long _turn;

    public LeaseDeskTests() => (_stock, _desk) = Create(limit: null);

    [Fact]
    public void Decide_SiloThatAsks_GetsTheLowestNumbersOnceTheyAreGranted()
    {
        Assert.Equal([0, 1, 2], Grant(A, 3).Single().All);
        Assert.Equal([3, 4], Grant(B, 2).Single().All);
        Assert.Equal(5, _stock.FreeCost);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(4, 4)]
    [InlineData(9, 5)]
    public void Decide_SiloWithIdleSlotsBesideAnother_GetsARunForEachWithinItsPart(int idle, int expected)
    {
        Hear(B, 10);
        var pull = Hear(A, 10) with { Idle = idle, SecondsPerCost = 0.1 };
        Assert.Equal(expected, _desk.Decide(pull, isRunning: true, _now).Batches.Single().Numbers.All().Count());
    }

    [Fact]
    public void Decide_StoreRefused_OffersTheSameAgain()
    {
        var pull = Hear(A, 3);
        var refused = _desk.Decide(pull, isRunning: true, _now).Batches;
        Assert.Equal(refused.Single().Numbers, _desk.Decide(pull, isRunning: true, _now).Batches.Single().Numbers);
        Assert.Empty(_desk.Decide(pull, isRunning: false, _now).Batches);
    }

    [Fact]
    public void Hear_LeaseThatNeverArrived_EndsWithoutLossAndIsFreed()
    {
        var lease = Grant(A, 3).Single();
        var end = Assert.IsType<DeskOrder.End>(_desk.Hear(Pull(A, 0), _now)!.Single());
        Assert.Equal((lease, null), (end.Leases.Single(), end.Loss));
        Assert.IsType<DeskOrder.Tell>(_desk.Ended([lease.Id], finished: [1], isLost: false, _now).Single());
        Assert.True(_stock.IsFinished(1));
        Assert.Equal([0, 2, 3], Grant(B, 3).Single().All);
        Assert.Empty(_desk.Ended([lease.Id], finished: [], isLost: false, _now));
    }

    [Fact]
    public void Hear_OvertakenPull_IsNotBelieved()
    {
        var early = Pull(A, 0);
        var lease = Grant(A, 3).Single();
        Assert.Null(_desk.Hear(early, _now));
        Assert.Same(lease, _desk.Find(lease.Id));
    }

    [Theory]
    [InlineData(SiloFate.Dead, 0, LossCause.SiloLost)]
    [InlineData(SiloFate.Expelled, 0, LossCause.SiloHung)]
    [InlineData(SiloFate.Alive, 61, LossCause.SiloHung)]
    [InlineData(SiloFate.Unknown, 61, LossCause.SiloHung)]
    [InlineData(SiloFate.Alive, 60, null)]
    [InlineData(SiloFate.Unknown, 0, null)]
    public void SeeFates_SiloThatHoldsLeases_IsLostWhereDeadOrTooLongSilent(SiloFate fate, int silentSeconds, LossCause? expected)
    {
        var lease = Grant(A, 3).Single();
        _now += TimeSpan.FromSeconds(silentSeconds);
        var orders = _desk.SeeFates(_ => fate, _now);
        Assert.Equal(expected, orders.OfType<DeskOrder.End>().SingleOrDefault()?.Loss?.Cause);
        Assert.All(orders.OfType<DeskOrder.End>(), end => Assert.Equal([lease], end.Leases));
    }

    [Theory]
    [InlineData(SiloFate.Unknown, 31, true)]
    [InlineData(SiloFate.Unknown, 29, false)]
    [InlineData(SiloFate.Alive, 31, false)]
    [InlineData(SiloFate.Dead, 0, true)]
    public void SeeFates_TakenUpLeases_EndWhereTheirSiloIsDeadOrNobodyKnowsItAndTheyHaveExpired(SiloFate fate, int seconds, bool ends)
    {
        var lease = new LeaseRecord(Guid.NewGuid(), Guid.Empty, A, [new NumberRange(0, 3)], 1, default, DateTimeOffset.UnixEpoch.AddSeconds(30));
        _desk.TakeUp([lease], _now);
        Assert.Equal([3, 4], Grant(B, 2).Single().All);
        Assert.Equal(ends, _desk.SeeFates(silo => silo == A ? fate : SiloFate.Alive, _now, DateTimeOffset.UnixEpoch.AddSeconds(seconds)).Count > 0);
    }

    [Fact]
    public void Ended_LostTrial_RestsBeforeItIsLeasedAgain()
    {
        var lease = Grant(A, 2).Single();
        _desk.Learn(Losses(0, LossCause.TrialLost, LossCause.TrialLost));
        _desk.Ended([lease.Id], finished: [], isLost: false, _now);
        Assert.Equal([1, 2], Grant(B, 2).Single().All);
        _now += TimeSpan.FromSeconds(0.9);
        Assert.Empty(_desk.Tick(isRunning: true, _now));
        _now += TimeSpan.FromSeconds(0.1);
        Assert.IsType<DeskOrder.Tell>(_desk.Tick(isRunning: true, _now).Single());
        Assert.Equal([0, 3], Grant(B, 2).Single().All);
    }

    [Fact]
    public void Learn_TrialWhoseSiloDied_IsLeasedByItselfThenAloneAndIsGivenUp()
    {
        Assert.Empty(_desk.Learn(Losses(4, LossCause.SiloLost)));
        Assert.Equal([(4, false)], Grant(A, 3).Select(lease => (lease.All.Single(), lease.Alone)));
        Free(A);
        Assert.Empty(_desk.Learn(Losses(4, LossCause.SiloLost, LossCause.SiloLost)));
        Assert.Equal([(4, true)], Grant(A, 3).Select(lease => (lease.All.Single(), lease.Alone)));

        // One such trial at a time on a silo; on others their own.
        _desk.Learn(Losses(5, LossCause.SiloLost, LossCause.SiloLost));
        Assert.DoesNotContain(5, Grant(A, 3).Single().All);
        Assert.Equal([5], Grant(B, 3).Single().All);
        var deaths = Enumerable.Range(1, 5).Select(k => new LostAttempt(k, LossCause.SiloLost, k > 2, false));
        var quarantined = new Dictionary<long, TrialLosses> { [4] = TrialLosses.Of(deaths) };
        var given = Assert.IsType<DeskOrder.GiveUp>(_desk.Learn(quarantined).Single()).Trials.Single();
        Assert.Equal((4, 5), (given.Number, given.Attempt));
        Assert.StartsWith("quarantined: its silo died 3 times while it ran alone", given.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Learn_SuspectWithARowThatNobodyToldOf_IsNoSuspectAnyMore()
    {
        _desk.Learn(Losses(4, LossCause.SiloLost));
        _desk.Learn(new Dictionary<long, TrialLosses>());
        Assert.Equal([0, 1, 2, 3, 4], Grant(A, 5).Single().All);
    }

    [Fact]
    public void Ended_NumberThatAnotherLeaseHolds_IsNotFreedWithTheFirst()
    {
        LeaseRecord[] twice = [.. new[] { A, B }
            .Select(silo => new LeaseRecord(Guid.NewGuid(), Guid.Empty, silo, [new NumberRange(0, 2)], 1, default, default))];
        _desk.TakeUp(twice, _now);
        _desk.Ended([twice[0].Id], finished: [], isLost: false, _now);
        Assert.Equal([2, 3], Grant(A, 2).Single().All);
        _desk.Ended([twice[1].Id], finished: [], isLost: false, _now);
        Assert.Equal([0, 1], Grant(B, 2).Single().All);
    }

    [Fact]
    public void Tick_TimePasses_RenewsLeasesOfThoseHeardAndComparesThoseOfTheSilent()
    {
        Grant(A, 1);
        Grant(B, 1);
        for (var second = 0; second < 20; second++)
        {
            _now += TimeSpan.FromSeconds(1);
            Hear(A, 0);
            Assert.Equal(second is 5 or 11 or 17, _desk.Tick(isRunning: true, _now).Contains(new DeskOrder.Compare()));
        }

        _now += TimeSpan.FromSeconds(1);
        Assert.Equal([A, B], _desk.Tick(isRunning: true, _now).OfType<DeskOrder.Renew>().Single().Silos);
        _desk.Renewed(_now);
        Assert.Empty(_desk.Tick(isRunning: true, _now));
    }

    [Fact]
    public void Tick_TrialsThatFitNoSilo_AreGivenUpOnceAllHaveHadTimeToPull()
    {
        var (stock, desk) = Create(limit: null, 10_000_000, 1, 5_000_000);
        var small = Pull(A, 3) with { Room = new MemoryRoom(1 << 20, 1 << 20) };
        desk.Hear(small, _now);
        Assert.Equal([new NumberRange(10, 11)], desk.Decide(small, isRunning: true, _now).Batches.Single().Numbers);
        Assert.Empty(desk.Tick(isRunning: true, _now));
        desk.Hear(small with { Turn = 99 }, _now += TimeSpan.FromSeconds(5));
        var given = Assert.IsType<DeskOrder.GiveUp>(desk.Tick(isRunning: true, _now).Single()).Trials;

        // Of each run all but the one that fits.
        Assert.Equal(Enumerable.Range(0, 10).SelectMany(run => new long[] { 20 + run, run }), given.Select(trial => trial.Number));
        Assert.All(given, trial => Assert.Contains("no silo has more for trials than 1 MiB", trial.Error, StringComparison.Ordinal));
        Assert.StartsWith("needs about 554 MiB of memory (10,000,000 recorded", given[1].Error, StringComparison.Ordinal);
        Assert.Equal(stock.TotalCost, stock.FreeCost);
        foreach (var trial in given)
            stock.Finish(trial.Number);
        Assert.Equal([new NumberRange(10, 11)], desk.Decide(small, isRunning: true, _now).Batches.Single().Numbers);
        Assert.Empty(desk.Tick(isRunning: true, _now));
    }

    [Fact]
    public void Decide_RunOfSeveralTrials_IsGrantedWithAllThatIsLeftOfIt()
    {
        var (stock, desk) = Create(limit: null, 3, 1, 2);
        stock.Finish(10);
        Assert.Equal([0, 20], Grant(A, 1, desk).Single().All);
        var lease = Grant(B, 1, desk).Single();
        Assert.Equal([1, 11, 21], lease.All);

        // What is finished on the way is not freed; a result for a part of what is leased elsewhere changes nothing there.
        stock.Finish(11);
        stock.Finish(20);
        Assert.Equal([2, 12, 22], Grant(A, 1, desk).Single().All);
        desk.Ended([lease.Id], finished: [], isLost: false, _now);
        Assert.Equal([1, 21], Grant(A, 1, desk).Single().All);
    }

    [Fact]
    public void LeftWith_TrialOfALease_IsAllThatIsLeftOfItsRunThere()
    {
        var (stock, desk) = Create(limit: null, 3, 1, 2);
        var lease = Grant(A, 6, desk).Single();
        Assert.Equal([10, 20, 0], desk.LeftWith(lease.Id, 0));
        stock.Finish(10);
        Assert.Equal([20, 0], desk.LeftWith(lease.Id, 0));
        Assert.Equal([0], desk.LeftWith(Guid.NewGuid(), 0));
        Assert.Equal([2], desk.LeftWith(lease.Id, 2));
        Assert.Equal([999], desk.LeftWith(lease.Id, 999));
    }

    [Fact]
    public void Learn_RunWhoseLongestTrialIsQuarantined_IsGivenUpWithAllThatIsLeft()
    {
        var (stock, desk) = Create(limit: null, 3, 1, 2);
        stock.Finish(10);
        var lost = Enumerable.Repeat(LossCause.TrialLost, TrialLosses.MostLossesInARow).ToArray();

        // Only the longest has checkpoints: what it has lost tells whether the run gets on.
        Assert.Empty(desk.Learn(Losses(20, lost)));
        var all = Losses(20, lost);
        all[0] = TrialLosses.Of(lost.Select((cause, k) => new LostAttempt(k + 1, cause, Alone: false, Progressed: k == 5)));
        Assert.Empty(desk.Learn(all));
        all[0] = all[20];
        Assert.Equal([(20, 10), (0, 10)], Assert.IsType<DeskOrder.GiveUp>(desk.Learn(all).Single()).Trials.Select(trial => (trial.Number, trial.Attempt)));
    }

    [Fact]
    public void Learn_RunThatMustBeAlone_GoesFromTrialToTrialUntilOneIsHopeless()
    {
        var (stock, desk) = Create(limit: null, 3, 1, 2);
        LostAttempt[] deaths = [.. Enumerable.Range(1, 2).Select(k => new LostAttempt(k, LossCause.SiloLost, Alone: false, Progressed: false))];
        Dictionary<long, TrialLosses> Lost(LossCause cause, int times)
        {
            var alone = Enumerable.Range(3, times).Select(k => new LostAttempt(k, cause, Alone: true, Progressed: false));
            var losses = TrialLosses.Of(deaths);
            return new() { [10] = losses, [20] = TrialLosses.Of(deaths.Concat(alone)), [0] = losses };
        }

        desk.Learn(Lost(LossCause.SiloLost, 0));
        var lease = Grant(A, 6, desk).Single();
        Assert.True(lease.Alone);
        Assert.Equal([10], lease.All);
        stock.Finish(10);

        // The rest of the run was leased to nobody and is free with its end.
        Assert.IsType<DeskOrder.Tell>(desk.Ended([lease.Id], finished: [], isLost: false, _now).Single());
        lease = Grant(A, 6, desk).Single();
        Assert.True(lease.Alone);
        Assert.Equal([20], lease.All);
        Assert.Equal([20], desk.LeftWith(lease.Id, 20));

        // What was lost rests, though the longest trial was not tried.
        desk.Learn(Lost(LossCause.TrialLost, 1));
        desk.Ended([lease.Id], finished: [], isLost: false, _now);
        Assert.Equal([1, 11, 21], Grant(A, 3, desk).Single().All);
        Assert.Empty(desk.Learn(Lost(LossCause.TrialLost, TrialLosses.MostLossesInARow - 1)));
        foreach (var hopeless in new[] { Lost(LossCause.TrialLost, TrialLosses.MostLossesInARow), Lost(LossCause.SiloLost, TrialLosses.MostDeathsAlone) })
        {
            var given = Assert.IsType<DeskOrder.GiveUp>(desk.Learn(hopeless).Single()).Trials;
            Assert.Equal([(20, hopeless[20].Attempts), (0, hopeless[20].Attempts)], given.Select(trial => (trial.Number, trial.Attempt)));
            Assert.All(given, trial => Assert.Equal(hopeless[20].Verdict, trial.Error));
        }
    }

    [Fact]
    public void Decide_RunThatMustBeAloneWaitsAtARung_LetsTheNextBeAlone()
    {
        _desk.Learn(Losses(4, LossCause.SiloLost, LossCause.SiloLost).Concat(Losses(5, LossCause.SiloLost, LossCause.SiloLost)).ToDictionary());
        var first = Grant(A, 1).Single();
        Assert.True(first.Alone);

        // Its pull may have been on its way when the lease was granted, or the silo does not say.
        bool IsNextAlone(SiloPull pull) => _desk.Decide(pull, isRunning: true, _now).Batches.Single().Isolation == Isolation.Alone;
        var pull = Hear(A, 1);
        Assert.False(IsNextAlone(pull));
        Assert.False(IsNextAlone(pull with { IsAlone = true }));
        Assert.False(IsNextAlone(pull with { IsAlone = false, Held = [] }));
        Assert.True(IsNextAlone(pull with { IsAlone = false }));
    }

    [Fact]
    public void Learn_RunWhoseSiloDied_IsLeasedByItselfAsAWhole()
    {
        var (_, desk) = Create(limit: null, 3, 1, 2);
        var losses = Losses(4, LossCause.SiloLost);
        losses[14] = losses[24] = losses[5] = losses[4];
        desk.Learn(losses);
        Assert.Equal([[4, 14, 24], [5, 15, 25]], Grant(A, 6, desk).Select(lease => lease.All));
    }

    [Fact]
    public void Ended_LostRun_RestsAsAWhole()
    {
        var (_, desk) = Create(limit: null, 2, 1);
        var lease = Grant(A, 2, desk).Single();
        Assert.Equal([0, 10], lease.All);
        var losses = Losses(0, LossCause.TrialLost);
        losses[10] = losses[0];
        desk.Learn(losses);
        desk.Ended([lease.Id], finished: [10], isLost: false, _now);
        Assert.Equal([1, 11], Grant(B, 2, desk).Single().All);
        _now += TimeSpan.FromSeconds(0.5);
        Assert.IsType<DeskOrder.Tell>(desk.Tick(isRunning: true, _now).Single());
        Assert.Equal([0], Grant(B, 2, desk).Single().All);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Decide_LongestTrialOfASuspectHasAResult_GoesByTheLossesOfTheNext(bool isNextSuspect)
    {
        // It was tried again alone, or lost alone.
        var (stock, desk) = Create(limit: null, 1, 2);
        desk.Learn(Losses(isNextSuspect ? 0 : 10, LossCause.SiloLost));
        Assert.Equal(isNextSuspect ? stock.TotalCost : stock.TotalCost - 2, stock.FreeCost);
        stock.Finish(10);
        Assert.Equal(isNextSuspect ? [0] : [0, 1, 11], Grant(A, 3, desk).Single().All);
    }

    [Fact]
    public void Ended_TrialThatCameBackWhileTheRestOfItsRunWasLeased_IsFree()
    {
        var (stock, desk) = Create(limit: null, 1, 2);
        var lease = new LeaseRecord(Guid.NewGuid(), Guid.Empty, A, [new NumberRange(10, 11)], 1, default, default);
        desk.TakeUp([lease], _now);
        stock.Finish(10);
        Assert.Equal([1, 11], Grant(B, 2, desk).Single().All);
        Assert.IsType<DeskOrder.Tell>(desk.Ended([lease.Id], finished: [], isLost: false, _now).Single());
        Assert.Equal([0], Grant(B, 2, desk).Single().All);
    }

    [Fact]
    public void Decide_LimitedSweep_GivesPlacesOnceAndTellsWhenTheyAreFreeAgain()
    {
        var (_, desk) = Create(limit: 2);
        LeaseRecord[] Ask(SiloKey silo, int places, out IReadOnlyList<DeskOrder> orders)
        {
            var pull = Pull(silo, 1) with { Wanted = 2, Held = [.. desk.Leases.Where(id => desk.Find(id)!.Silo == silo)] };
            desk.Hear(pull, _now);
            var grant = desk.Decide(pull, isRunning: true, _now);
            Assert.Equal(places, grant.Places);
            LeaseRecord[] leases = [.. grant.Batches.Select(batch => LeaseOf(silo, batch))];
            orders = desk.Granted(silo, leases, grant.Places, _now);
            return leases;
        }

        var lease = Ask(A, 2, out _).Single();
        Assert.Empty(Ask(B, 0, out _));
        Assert.IsType<DeskOrder.Tell>(desk.Ended([lease.Id], finished: lease.All, isLost: false, _now).Single());
        Assert.Single(Ask(B, 2, out var orders));
        Assert.Empty(orders);
    }

    private static (TrialStock Stock, LeaseDesk Desk) Create(int? limit, params int[] iterations)
    {
        var space = DeskSpecs.Space(10, iterations.Length == 0 ? [1] : iterations, limit);
        var stock = new TrialStock(space, 0, []);
        var desk = new LeaseDesk(space, stock, CurveEncoding.WholeTexts, DeskOwner.Terms);
        desk.TakeUp([], Start);
        return (stock, desk);
    }

    private static Dictionary<long, TrialLosses> Losses(long number, params LossCause[] causes) =>
        new() { [number] = TrialLosses.Of(causes.Select((cause, k) => new LostAttempt(k + 1, cause, Alone: false, Progressed: false))) };

    private static LeaseRecord LeaseOf(SiloKey silo, TrialBatch batch) =>
        new(Guid.NewGuid(), Guid.Empty, silo, batch.Numbers, 1, default, default) { Alone = batch.Isolation == Isolation.Alone };

    // So quick that all it asks for is little.
    private SiloPull Pull(SiloKey silo, double cost) => new(silo, cost, [], ++_turn) { SecondsPerCost = 1e-6 };

    private SiloPull Hear(SiloKey silo, double cost, LeaseDesk? desk = null)
    {
        desk ??= _desk;
        var pull = Pull(silo, cost) with { Held = [.. desk.Leases] };
        Assert.Empty(desk.Hear(pull, _now)!);
        return pull;
    }

    private LeaseRecord[] Grant(SiloKey silo, double cost, LeaseDesk? desk = null)
    {
        desk ??= _desk;
        LeaseRecord[] leases = [.. desk.Decide(Hear(silo, cost, desk), isRunning: true, _now).Batches.Select(batch => LeaseOf(silo, batch))];
        desk.Granted(silo, leases, places: null, _now);
        return leases;
    }

    private void Free(SiloKey silo) => _desk.Ended([.. _desk.Leases.Where(id => _desk.Find(id)!.Silo == silo)], finished: [], isLost: false, _now);
}
