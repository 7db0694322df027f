using Sweep.Core.Sweeps;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    private static readonly TimeSpan Term = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Acquire_FreeSweep_RaisesTheEpoch()
    {
        var sweep = await SubmitAsync();
        var owned = await Store.TryAcquireAsync(sweep.Id, "owner-a", Term, null, Cancellation);
        Assert.True(owned.Acquired);
        Assert.Equal(("owner-a", 1, Samples.Start + Term), (owned.Sweep!.Owner, owned.Sweep.Epoch, owned.Sweep.OwnerUntil));
    }

    [Fact]
    public async Task Acquire_OwnedByAnother_SaysWho()
    {
        var (id, epoch) = await OwnAsync();
        var refused = await Store.TryAcquireAsync(id, "owner-b", Term, null, Cancellation);
        Assert.Equal((false, "owner-a", epoch), (refused.Acquired, refused.Sweep!.Owner, refused.Sweep.Epoch));
    }

    [Theory]
    [InlineData("owner-a", null, 0, true)]
    [InlineData("owner-b", null, 29, false)]
    [InlineData("owner-b", null, 30, true)]
    [InlineData("owner-b", "owner-a", 0, true)]
    [InlineData("owner-b", "owner-c", 0, false)]
    public async Task Acquire_OwnedSweep_FollowsOwnerTimeAndSeizing(string owner, string? seizeFrom, int after, bool expected)
    {
        var (id, epoch) = await OwnAsync();
        Time.Advance(TimeSpan.FromSeconds(after));
        var result = await Store.TryAcquireAsync(id, owner, Term, seizeFrom, Cancellation);
        Assert.Equal((expected, expected ? epoch + 1 : epoch), (result.Acquired, result.Sweep!.Epoch));
    }

    [Theory]
    [InlineData(SweepState.Paused, true)]
    [InlineData(SweepState.Failed, false)]
    [InlineData(SweepState.Cancelled, false)]
    public async Task Acquire_ByState_OnlyUnfinished(SweepState state, bool expected)
    {
        var id = (await SubmitAsync()).Id;
        await Store.ChangeStateAsync(id, state, null, Cancellation);
        Assert.Equal(expected, (await Store.TryAcquireAsync(id, "owner-a", Term, null, Cancellation)).Acquired);
    }

    [Fact]
    public async Task Acquire_UnknownSweep_IsRefused() =>
        Assert.Equal(new(false, null), await Store.TryAcquireAsync(Guid.CreateVersion7(), "owner-a", Term, null, Cancellation));

    [Fact]
    public async Task Acquire_ManyAtOnceFromTwoStores_OneWins()
    {
        var id = (await SubmitAsync()).Id;
        await using var other = await OpenAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            k => (k % 2 == 0 ? Store : other).TryAcquireAsync(id, $"owner-{k}", Term, null, Cancellation)));
        Assert.Single(results, result => result.Acquired);
    }

    [Fact]
    public async Task Renew_StandingEpoch_ProlongsAndSavesTheFrontierBackwardsToo()
    {
        var (id, epoch) = await OwnAsync();
        Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(SweepState.Running, await Store.RenewAsync(id, epoch, 7, Term, Cancellation));
        await Store.RenewAsync(id, epoch, 5, Term, Cancellation);
        var sweep = await Store.FindSweepAsync(id, Cancellation);
        Assert.Equal((5, Samples.Start.AddSeconds(10) + Term), (sweep!.Frontier, sweep.OwnerUntil));
    }

    [Fact]
    public async Task Renew_LostEpoch_IsNullAndChangesNothing()
    {
        var (id, epoch) = await OwnAsync();
        var other = await Store.TryAcquireAsync(id, "owner-b", Term, "owner-a", Cancellation);
        Assert.Null(await Store.RenewAsync(id, epoch, 9, Term + Term, Cancellation));
        Assert.Equal(other.Sweep, await Store.FindSweepAsync(id, Cancellation));
    }

    [Fact]
    public async Task Renew_PausedSweep_SaysSo()
    {
        var (id, epoch) = await OwnAsync();
        await Store.ChangeStateAsync(id, SweepState.Paused, null, Cancellation);
        Assert.Equal(SweepState.Paused, await Store.RenewAsync(id, epoch, 0, Term, Cancellation));
    }

    [Fact]
    public async Task Release_OnlyWhereTheEpochStands()
    {
        var (id, epoch) = await OwnAsync();
        await Store.ReleaseAsync(id, epoch + 1, Cancellation);
        Assert.Equal("owner-a", (await Store.FindSweepAsync(id, Cancellation))!.Owner);
        await Store.ReleaseAsync(id, epoch, Cancellation);
        Assert.Null((await Store.FindSweepAsync(id, Cancellation))!.Owner);
    }

    [Fact]
    public async Task Complete_NeedsAllRowsAndTheEpoch()
    {
        var (id, epoch) = await OwnAsync(planned: 2);
        await CommitAsync(Samples.Completed(id, 0));
        Assert.False(await Store.CompleteAsync(id, epoch, Cancellation));
        await CommitAsync(Samples.Failed(id, 1));
        Assert.False(await Store.CompleteAsync(id, epoch - 1, Cancellation));
        Assert.True(await Store.CompleteAsync(id, epoch, Cancellation));

        var sweep = (await Store.FindSweepAsync(id, Cancellation))!;
        Assert.Equal((SweepState.Completed, null, Samples.Start, 2), (sweep.State, sweep.Owner, sweep.FinishedAt, sweep.Frontier));
        Assert.False(await Store.CompleteAsync(id, epoch, Cancellation));
    }

    [Fact]
    public async Task Complete_PausedSweep_IsRefused()
    {
        var (id, epoch) = await OwnAsync(planned: 1);
        await CommitAsync(Samples.Completed(id, 0));
        await Store.ChangeStateAsync(id, SweepState.Paused, null, Cancellation);
        Assert.False(await Store.CompleteAsync(id, epoch, Cancellation));
    }
}
