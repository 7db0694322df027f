using Sweep.Core.Budgets;
using Sweep.Core.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    [Fact]
    public async Task CutPlan_Completed_HasTheFirstTrialsAlone()
    {
        var (id, epoch) = await OwnAsync();
        foreach (var number in new long[] { 0, 1, 2, 5, 6 })
            await CommitAsync(Samples.Completed(id, number));
        Assert.True(await Store.CutPlanAsync(id, epoch, 3, EndReason.Patience, Cancellation));
        var cut = (await Store.FindSweepAsync(id, Cancellation))!;
        Assert.Equal((3, EndReason.Patience, SweepState.Running), (cut.PlannedTrials, cut.EndedBy, cut.State));

        // An answer may have been lost.
        Assert.True(await Store.CutPlanAsync(id, epoch, 3, EndReason.Patience, Cancellation));
        Assert.Equal(3, (await Store.TotalTrialsAsync(id, Cancellation)).Completed);
        Assert.True(await Store.CompleteAsync(id, epoch, Cancellation));
        Assert.Equal([0, 1, 2], (await ReadTrialsAsync(id)).Select(trial => trial.Trial.Number));
        Assert.Equal([0, 1, 2], await Store.ReadCurvesAsync(id, null, Cancellation).Select(curve => curve.Number).ToListAsync(Cancellation));
        Assert.Equal((0, 3), ((await Store.TotalTrialsAsync(id, Cancellation)).BeyondPlan, (await Store.FindSweepAsync(id, Cancellation))!.Frontier));
    }

    [Fact]
    public async Task CutPlan_CommitsOfTheRest_AreRefusedWhileTheOthersAreTaken()
    {
        var (id, epoch) = await OwnAsync();
        await Store.CutPlanAsync(id, epoch, 3, EndReason.Time, Cancellation);
        Assert.Equal(
            [CommitOutcome.Committed, CommitOutcome.Refused, CommitOutcome.Committed],
            await CommitAsync(Samples.Completed(id, 2), Samples.Completed(id, 3), Samples.Completed(id, 0)));
        Assert.False(await Store.CompleteAsync(id, epoch, Cancellation));
        Assert.Equal(CommitOutcome.Committed, await CommitOneAsync(Samples.Failed(id, 1)));
        Assert.True(await Store.CompleteAsync(id, epoch, Cancellation));
        Assert.Equal(CommitOutcome.Refused, await CommitOneAsync(Samples.Completed(id, 3)));
        Assert.Equal(CommitOutcome.Committed, await CommitOneAsync(Samples.Completed(id, 1)));
    }

    [Fact]
    public async Task CutPlan_OfALostEpochAPauseOrAnotherCut_ChangesNothing()
    {
        var (id, epoch) = await OwnAsync();
        Assert.False(await Store.CutPlanAsync(id, epoch - 1, 3, EndReason.Target, Cancellation));
        Assert.False(await Store.CutPlanAsync(id, epoch, 11, EndReason.Target, Cancellation));
        await Store.ChangeStateAsync(id, SweepState.Paused, null, Cancellation);
        Assert.False(await Store.CutPlanAsync(id, epoch, 3, EndReason.Target, Cancellation));
        await Store.ChangeStateAsync(id, SweepState.Running, null, Cancellation);
        Assert.Equal((10, null), ((await Store.FindSweepAsync(id, Cancellation))!.PlannedTrials, (await Store.FindSweepAsync(id, Cancellation))!.EndedBy));
        Assert.True(await Store.CutPlanAsync(id, epoch, 3, EndReason.Target, Cancellation));
        Assert.False(await Store.CutPlanAsync(id, epoch, 2, EndReason.Patience, Cancellation));
        Assert.Equal(3, (await Store.FindSweepAsync(id, Cancellation))!.PlannedTrials);
    }

    [Fact]
    public async Task ReadRanks_FromANumberOn_LeavesOutThoseBelow()
    {
        var (id, _) = await OwnAsync();
        await CommitAsync(Samples.Completed(id, 0), Samples.Completed(id, 4), Samples.Failed(id, 5), Samples.Completed(id, 7));
        Assert.Equal([4, 7], await Store.ReadRanksAsync(id, 1, Cancellation).Select(rank => rank.Number).ToListAsync(Cancellation));
    }
}
