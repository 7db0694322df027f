using Sweep.Core.Pruners;
using Sweep.Storage.Rungs;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    private static readonly RungVerdict Kept = new(2, 0, 3, RungDecision.Kept)
    {
        Value = 0.1,
        Mean = 0.25,
        Score = 1 / 3.0,
        Bracket = 1,
        Cohort = 4,
        Place = 0,
        Among = 9,
        Cutoff = 0.5,
    };

    [Fact]
    public async Task Rungs_Added_AreReadByNumberAndRung()
    {
        var (id, epoch) = await OwnAsync();
        var pruned = new RungVerdict(2, 1, 9, RungDecision.Pruned);
        var completed = new RungVerdict(1, 0, 3, RungDecision.Completed) { Among = 1 };
        Assert.True(await Store.AddRungsAsync(id, epoch, [pruned, Kept, completed], Cancellation));
        Assert.Equal([completed, Kept, pruned], await Store.ReadRungsAsync(id, null, Cancellation));
        Assert.Equal([Kept, pruned], await Store.ReadRungsAsync(id, 2, Cancellation));
        Assert.Empty(await Store.ReadRungsAsync(id, 3, Cancellation));
        Assert.Empty(await Store.ReadRungsAsync(Guid.CreateVersion7(), null, Cancellation));
    }

    [Fact]
    public async Task Rungs_AddedAgain_StayAsTheyWere()
    {
        var (id, epoch) = await OwnAsync();
        await Store.AddRungsAsync(id, epoch, [Kept], Cancellation);
        Assert.True(await Store.AddRungsAsync(id, epoch, [Kept with { Decision = RungDecision.Pruned }, Kept with { Number = 3 }], Cancellation));
        Assert.Equal([Kept, Kept with { Number = 3 }], await Store.ReadRungsAsync(id, null, Cancellation));
    }

    [Fact]
    public async Task Rungs_MoreThanAStatementTakes_AreAllThere()
    {
        var (id, epoch) = await OwnAsync(planned: 1_000);
        RungVerdict[] verdicts = [.. Enumerable.Range(0, 137).Select(number => Kept with { Number = number, Place = null, Cutoff = null })];
        Assert.True(await Store.AddRungsAsync(id, epoch, verdicts, Cancellation));
        Assert.Equal(verdicts, await Store.ReadRungsAsync(id, null, Cancellation));
    }

    [Fact]
    public async Task Rungs_OfAnOwnerWhoseEpochIsLost_AreNotAdded()
    {
        var (id, epoch) = await OwnAsync();
        await Store.TryAcquireAsync(id, "owner-b", Term, "owner-a", Cancellation);
        Assert.False(await Store.AddRungsAsync(id, epoch, [Kept], Cancellation));
        await Store.ReleaseAsync(id, epoch + 1, Cancellation);
        Assert.False(await Store.AddRungsAsync(id, epoch + 1, [Kept], Cancellation));
        Assert.Empty(await Store.ReadRungsAsync(id, null, Cancellation));
    }

    [Fact]
    public async Task RungSums_OfVerdicts_AreCountsByBracketAndRungWithTheCutoffOfTheLastCohort()
    {
        var (id, epoch) = await OwnAsync();
        RungVerdict Of(long number, int rung, RungDecision decision, int bracket, long cohort, double? cutoff) =>
            new(number, rung, 3, decision) { Bracket = bracket, Cohort = cohort, Cutoff = cutoff };
        await Store.AddRungsAsync(
            id,
            epoch,
            [
                Of(0, 0, RungDecision.Kept, 0, 0, 9), Of(1, 0, RungDecision.Pruned, 0, 0, 9), Of(2, 0, RungDecision.Pruned, 0, 1, 0.25),
                Of(3, 0, RungDecision.Kept, 0, 1, 0.25), Of(4, 0, RungDecision.Kept, 0, 1, 0.25), Of(0, 1, RungDecision.Completed, 0, 0, null),
                Of(5, 1, RungDecision.Pruned, 1, 7, -1),
            ],
            Cancellation);
        Assert.Equal(
            [new RungSum(0, 0, 3, 2, 0, 1, 0.25), new RungSum(0, 1, 0, 0, 1, 0, null), new RungSum(1, 1, 0, 1, 0, 7, -1)],
            await Store.SumRungsAsync(id, Cancellation));
        Assert.Empty(await Store.SumRungsAsync(Guid.CreateVersion7(), Cancellation));
    }

    [Fact]
    public async Task RungOutcomes_OfSomeTrials_AreThoseThatHaveARow()
    {
        var (id, _) = await OwnAsync();
        var trained = Samples.Completed(id, 3);
        await CommitAsync(Samples.Failed(id, 1), trained);
        Assert.Equal(
            [new RungOutcome(1, null), new RungOutcome(3, trained.FinalObjective)], await Store.ReadRungOutcomesAsync(id, [3, 2, 1], Cancellation));
        Assert.Empty(await Store.ReadRungOutcomesAsync(id, [], Cancellation));
    }
}
