using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Grains.Owning;
using Sweep.Storage.Faults;
using Sweep.Storage.Owning;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Sweeps;

public sealed class ReuserTests
{
    private const int Planned = 40;

    private static readonly SearchSpace Space = new(
        TestSweeps.Grid("reuse", [Pattern.Circle], [10], [10], Planned) with { Reuse = ReuseScope.Database });

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Grant_AllIsThere_CopiesAheadOfWhatIsAskedFor()
    {
        var store = new CopyingStore([Source(Space)], Numbers);
        var (owned, reuser) = await TakeAsync(store);
        var (grant, hasMore) = await reuser!.GrantAsync(cost => Decide(owned, cost), CostOf(owned, 2));
        Assert.Empty(grant.Batches);
        Assert.False(hasMore);
        Assert.True(owned.Stock.IsComplete);
        Assert.Equal([2, Planned - 2], store.Asked.Select(numbers => numbers.Length));
        var progress = owned.Progress([], null, TimeSpan.Zero);
        Assert.Equal((Planned, Planned, 0L, 1.0), (progress.Completed, progress.Reused, progress.TrainedIterations, progress.Fraction));
        Assert.Equal((0L, 0.1), (progress.Best!.Number, progress.Best.BestLoss));
        Assert.Equal(0, progress.TrialsPerSecond);
    }

    [Fact]
    public async Task Grant_NothingOrSomeIsThere_LeasesTheRestAndAsksForEachOnce()
    {
        var store = new CopyingStore([Source(Space)], places => Numbers(places).Where(number => number is 1 or 7));
        var (owned, reuser) = await TakeAsync(store);
        var (grant, _) = await reuser!.GrantAsync(cost => Decide(owned, cost), CostOf(owned, 3));
        Assert.Equal([0, 2, 3], NumbersOf(grant));
        Assert.Equal(Enumerable.Range(0, Planned).Select(number => (long)number), store.Asked.SelectMany(numbers => numbers));
        Assert.Equal(2, owned.Stock.Finished);
    }

    [Fact]
    public async Task Grant_NumbersThatNobodyHas_AsksNothing()
    {
        var fewer = new SearchSpace(Space.Spec with { DataSeed = 30, InitSeed = Space.Spec.InitSeed + 30 });
        var store = new CopyingStore([Source(fewer)], Numbers);
        var (owned, reuser) = await TakeAsync(store);
        var (grant, _) = await reuser!.GrantAsync(cost => Decide(owned, cost), CostOf(owned, 30));
        Assert.Equal(30, NumbersOf(grant).Count());
        Assert.Empty(store.Asked);
    }

    [Fact]
    public async Task Grant_CopyingTakesLong_LetsTheSiloAskAgain()
    {
        var store = new CopyingStore(
            [Source(Space)],
            places =>
            {
                _time.Advance(TimeSpan.FromSeconds(2));
                return Numbers(places).Take(1);
            });
        var (owned, reuser) = await TakeAsync(store);
        var (grant, hasMore) = await reuser!.GrantAsync(cost => Decide(owned, cost), CostOf(owned, 2));
        Assert.Empty(grant.Batches);
        Assert.True(hasMore);
        Assert.Single(store.Asked);
    }

    [Fact]
    public async Task Grant_StoreRefusesForGood_TrainsWithoutAskingAgain()
    {
        var store = new CopyingStore([Source(Space)], _ => throw new StoreException("refused", isTransient: false, null));
        var (owned, reuser) = await TakeAsync(store);
        foreach (var _ in new[] { 1, 2 })
            Assert.Equal([0, 1], NumbersOf((await reuser!.GrantAsync(cost => Decide(owned, cost), CostOf(owned, 2))).Grant));
        Assert.Single(store.Asked);
    }

    [Fact]
    public async Task Grant_StoreIsAway_IsTheCallersTrouble()
    {
        var store = new CopyingStore([Source(Space)], _ => throw new StoreException("away", isTransient: true, null));
        var (owned, reuser) = await TakeAsync(store);
        await Assert.ThrowsAsync<StoreException>(() => reuser!.GrantAsync(cost => Decide(owned, cost), CostOf(owned, 2)));
    }

    [Fact]
    public async Task Read_NothingToCopyOrNotWanted_IsNone()
    {
        Assert.Null((await TakeAsync(new CopyingStore([], Numbers))).Reuser);
        Assert.Null((await TakeAsync(new CopyingStore([Source(new SearchSpace(Space.Spec with { Target = 1 }))], Numbers))).Reuser);
        Assert.Null((await TakeAsync(
            new CopyingStore([Source(Space)], Numbers), new SearchSpace(Space.Spec with { Reuse = ReuseScope.None }))).Reuser);
    }

    [Fact]
    public async Task Read_SweepsThatShareNothing_ComparesSoManyAndNoMore()
    {
        var other = new SearchSpace(Space.Spec with { Target = 1 });
        var compared = 0;
        Assert.Null((await TakeAsync(new CopyingStore(
            Enumerable.Range(0, 10_000).Select(_ =>
            {
                compared++;
                return Source(other);
            }),
            Numbers))).Reuser);
        Assert.Equal(ReuseSources.MostCompared, compared);
    }

    private static ReuseSource Source(SearchSpace space) => new(Guid.CreateVersion7(), space, IsComplete: true);

    private static IEnumerable<long> Numbers(IReadOnlyList<ReusableTrial> places) => places.Select(place => place.Number);

    private static IEnumerable<long> NumbersOf(DeskGrant grant) => grant.Batches.SelectMany(batch => batch.Numbers).SelectMany(range => range.Numbers());

    private static DeskGrant Decide(OwnedSweep owned, double cost) => new(owned.Stock.Next(cost, mayBeAlone: true), null, null);

    private static double CostOf(OwnedSweep owned, int trials) => trials * owned.Stock.CostOf(0);

    private async Task<(OwnedSweep Owned, Reuser? Reuser)> TakeAsync(CopyingStore store, SearchSpace? space = null)
    {
        space ??= Space;
        var sweep = new SweepRecord(
            Guid.CreateVersion7(), "reuse", "", "", "", null, SweepState.Running, null, 1, Planned, 0, "silo",
            DateTimeOffset.UnixEpoch, 1, DateTimeOffset.UnixEpoch, null);
        var owned = new OwnedSweep(sweep, space, new TrialStock(space, 0, []), TrialTotals.None, null, TimeSpan.Zero);
        return (owned, await Reuser.ReadAsync(sweep.Id, owned, store, _time, NullLogger.Instance));
    }
}
