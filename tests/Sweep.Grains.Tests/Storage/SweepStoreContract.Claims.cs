using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Core.Trials;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    [Fact]
    public async Task CommitClaim_LeaseThatStands_StoresTheTrialOnceAndEndsIt()
    {
        var (id, lease) = await ClaimAsync(3);
        Assert.Equal(lease with { Numbers = [] }, (await Store.FindLeaseAsync(lease.Id, Cancellation))! with { Numbers = [] });
        Assert.Equal(CommitOutcome.Committed, await Store.CommitClaimAsync(Samples.Completed(id, 3), lease.Id, Cancellation));
        Assert.Null(await Store.FindLeaseAsync(lease.Id, Cancellation));
        Assert.Equal(CommitOutcome.Fenced, await Store.CommitClaimAsync(Samples.Completed(id, 3, 9, 9), lease.Id, Cancellation));
        Assert.Equal(3, (await ReadTrialsAsync(id)).Single().TrainedIterations);
        Assert.Equal(3, (await Store.ReadCurvesAsync(id, null, Cancellation).SingleAsync(Cancellation)).Loss.Length);
    }

    [Fact]
    public async Task CommitClaim_LeaseThatIsOver_StoresNothing()
    {
        var (id, lease) = await ClaimAsync(3);
        await Store.EndLeasesAsync([lease.Id], new LeaseLoss(LossCause.SiloHung, "client ann stopped answering"), Cancellation);
        Assert.Equal(CommitOutcome.Fenced, await Store.CommitClaimAsync(Samples.Completed(id, 3), lease.Id, Cancellation));
        Assert.Equal(CommitOutcome.Fenced, await Store.CommitClaimAsync(Samples.Failed(id, 3), lease.Id, Cancellation));
        Assert.Empty(await ReadTrialsAsync(id));
        Assert.Empty(await Store.ReadCurvesAsync(id, null, Cancellation).ToListAsync(Cancellation));
        Assert.Equal([(3, 1)], await LostAsync(id));
    }

    [Fact]
    public async Task CommitClaim_LeaseOfAnotherSweep_StoresNothing()
    {
        var (_, lease) = await ClaimAsync(3);
        var other = (await SubmitAsync()).Id;
        Assert.Equal(CommitOutcome.Fenced, await Store.CommitClaimAsync(Samples.Completed(other, 3), lease.Id, Cancellation));
        Assert.NotNull(await Store.FindLeaseAsync(lease.Id, Cancellation));
        Assert.Empty(await ReadTrialsAsync(other));
    }

    [Theory]
    [InlineData(SweepState.Paused, CommitOutcome.Committed)]
    [InlineData(SweepState.Cancelled, CommitOutcome.Refused)]
    [InlineData(SweepState.Failed, CommitOutcome.Fenced)]
    public async Task CommitClaim_SweepThatDoesNotRun_IsTakenWhereItsLeasesStand(SweepState state, CommitOutcome expected)
    {
        var (id, lease) = await ClaimAsync(3);
        await Store.ChangeStateAsync(id, state, null, Cancellation);
        Assert.Equal(expected, await Store.CommitClaimAsync(Samples.Completed(id, 3), lease.Id, Cancellation));
        Assert.Equal(expected == CommitOutcome.Committed ? 1 : 0, (await ReadTrialsAsync(id)).Count);
    }

    [Fact]
    public async Task CommitClaim_OfANumberWithAFailedRow_ReplacesIt()
    {
        var (id, lease) = await ClaimAsync(3);
        await CommitAsync(Samples.Failed(id, 3));
        Assert.Equal(CommitOutcome.Committed, await Store.CommitClaimAsync(Samples.Completed(id, 3), lease.Id, Cancellation));
        Assert.Equal(TrialState.Completed, (await ReadTrialsAsync(id)).Single().State);
    }

    [Fact]
    public async Task CommitClaim_WhileItsLeaseIsEnded_IsStoredOrLostAndNeverBoth()
    {
        await using var other = await OpenAsync();
        for (var round = 0; round < 10; round++)
        {
            var (id, lease) = await ClaimAsync(3);
            var commit = Store.CommitClaimAsync(Samples.Completed(id, 3), lease.Id, Cancellation);
            var end = other.EndLeasesAsync([lease.Id], SiloLost, Cancellation);
            await Task.WhenAll(commit, end);
            var isStored = await commit == CommitOutcome.Committed;
            Assert.Equal((isStored ? 1 : 0, isStored ? 0 : 1), ((await ReadTrialsAsync(id)).Count, (await end).Count));
        }
    }

    private async Task<(Guid Id, LeaseRecord Lease)> ClaimAsync(long number)
    {
        var (id, epoch) = await OwnAsync();
        var lease = Samples.Lease(id, epoch, new NumberRange(number, number + 1)) with { Silo = SiloKey.OfClient("ann") };
        Assert.True(await Store.GrantLeasesAsync([lease], epoch, Cancellation));
        return (id, lease);
    }
}
