using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Storage.Owning;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    [Fact]
    public async Task GrantLease_StandingEpoch_ReadsBackInOrder()
    {
        var (id, epoch) = await OwnAsync(planned: 1_000_000_000_000);
        var lease = Samples.Lease(id, epoch, new NumberRange(5, 9), new NumberRange(0, 2), new NumberRange(999_999_999_999, 1_000_000_000_000));
        Assert.True(await Store.GrantLeasesAsync([lease], epoch, Cancellation));
        var read = (await Store.ReadLeasesAsync(id, Cancellation)).Single();
        Assert.Equal(lease.Numbers, read.Numbers);
        Assert.Equal(lease, read with { Numbers = lease.Numbers });
    }

    [Fact]
    public async Task GrantLeases_OfSeveralSilosAtOnce_EachReadsBackAsItsOwn()
    {
        var (id, epoch) = await OwnAsync();
        var first = Samples.Lease(id, epoch, new NumberRange(0, 2));
        LeaseRecord[] leases =
        [
            first,
            Samples.Lease(id, epoch, new NumberRange(2, 4)) with
            {
                Silo = SiloKey.Parse("silo-b"), GrantedAt = first.GrantedAt.AddSeconds(1), ExpiresAt = first.ExpiresAt.AddSeconds(2), Alone = true,
                TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            },
            Samples.Lease(id, epoch, new NumberRange(4, 6)) with { Silo = SiloKey.Parse("silo-c"), GrantedAt = first.GrantedAt.AddSeconds(3) },
        ];
        Assert.True(await Store.GrantLeasesAsync(leases, epoch, Cancellation));
        var read = await Store.ReadLeasesAsync(id, Cancellation);
        Assert.Equal(leases, leases.Zip(read, (lease, stored) => stored with { Numbers = lease.Numbers }));
        Assert.Equal(leases.Select(lease => lease.Numbers.Single()), read.Select(lease => lease.Numbers.Single()));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(0, SweepState.Paused)]
    [InlineData(0, SweepState.Cancelled)]
    public async Task GrantLease_LostEpochOrNotRunning_IsRefused(int behind, SweepState? state)
    {
        var (id, epoch) = await OwnAsync();
        if (state is { } to)
            await Store.ChangeStateAsync(id, to, null, Cancellation);
        Assert.False(await Store.GrantLeasesAsync([Samples.Lease(id, epoch, new NumberRange(0, 1))], epoch - behind, Cancellation));
        Assert.Empty(await Store.ReadLeasesAsync(id, Cancellation));
    }

    [Fact]
    public async Task EndLease_WithReason_CountsLostAttemptsOfUnfinishedNumbers()
    {
        var (id, epoch) = await OwnAsync();
        await CommitAsync(Samples.Completed(id, 1));
        for (var k = 0; k < 2; k++)
        {
            var lease = Samples.Lease(id, epoch, new NumberRange(6, 7), new NumberRange(0, 3 - k));
            await Store.GrantLeasesAsync([lease], epoch, Cancellation);
            await Store.EndLeasesAsync([lease.Id], SiloLost, Cancellation);
            await Store.EndLeasesAsync([lease.Id], SiloLost, Cancellation);
        }

        Assert.Empty(await Store.ReadLeasesAsync(id, Cancellation));
        Assert.Equal([(0, 2), (2, 1), (6, 2)], await LostAsync(id));
        await CommitAsync(Samples.Completed(id, 0));
        Assert.Equal([(2, 1), (6, 2)], await LostAsync(id));
    }

    [Fact]
    public async Task EndLease_WithTraces_KeepsThemForTheAttemptsThatFollow()
    {
        var (id, epoch) = await OwnAsync();
        await CommitAsync(Samples.Completed(id, 1));
        string[] traces = ["00-11111111111111111111111111111111-1111111111111111-01", "00-22222222222222222222222222222222-2222222222222222-01"];
        string? before = null;
        foreach (var (trace, k) in traces.Select((trace, k) => (trace, k)))
        {
            var lease = Samples.Lease(id, epoch, new NumberRange(0, 3));
            await Store.GrantLeasesAsync([lease], epoch, Cancellation);
            var loss = SiloLost with { Traces = new Dictionary<long, string> { [0] = trace, [1] = trace } };
            var lost = await Store.EndLeasesAsync([lease.Id], loss, Cancellation);
            Assert.Equal([new LostTrial(lease.Id, 0, k + 1, before), new LostTrial(lease.Id, 2, k + 1, null)], lost.OrderBy(trial => trial.Number));
            Assert.Empty(await Store.EndLeasesAsync([lease.Id], loss, Cancellation));
            before = trace;
        }

        var losses = await Store.ReadLossesAsync(id, Cancellation);
        Assert.Equal((traces[1], null), (losses[0].TraceParent, losses[2].TraceParent));
    }

    [Fact]
    public async Task LoseTrials_ToldTwiceAndTheSiloDies_CountsEachTrialOnce()
    {
        var (id, epoch) = await OwnAsync();
        var lease = Samples.Lease(id, epoch, new NumberRange(0, 3));
        await Store.GrantLeasesAsync([lease], epoch, Cancellation);
        var loss = new LeaseLoss(LossCause.TrialLost, "out of memory");
        Assert.Equal([new LostTrial(lease.Id, 1, 1, null)], await Store.LoseTrialsAsync(lease.Id, [1], loss, Cancellation));
        Assert.Empty(await Store.LoseTrialsAsync(lease.Id, [1], loss, Cancellation));
        var ended = await Store.EndLeasesAsync([lease.Id], SiloLost, Cancellation);
        Assert.Equal([0, 2], ended.Select(trial => trial.Number).Order());
        Assert.Equal([(0, 1), (1, 1), (2, 1)], await LostAsync(id));
    }

    [Fact]
    public async Task EndLease_WithoutReason_CountsNothing()
    {
        var (id, epoch) = await OwnAsync();
        var lease = Samples.Lease(id, epoch, new NumberRange(0, 3));
        await Store.GrantLeasesAsync([lease], epoch, Cancellation);
        await Store.EndLeasesAsync([lease.Id], null, Cancellation);
        Assert.Empty(await Store.ReadLeasesAsync(id, Cancellation));
        Assert.Empty(await LostAsync(id));
    }

    [Fact]
    public async Task ForgetFailed_LowersTheFrontierAndEndsTheEpoch()
    {
        var (id, epoch) = await OwnAsync();
        var lease = Samples.Lease(id, epoch, new NumberRange(1, 2));
        await Store.GrantLeasesAsync([lease], epoch, Cancellation);
        await Store.EndLeasesAsync([lease.Id], SiloLost, Cancellation);
        await CommitAsync(Samples.Completed(id, 0), Samples.Failed(id, 1), Samples.Completed(id, 2), Samples.Failed(id, 3));
        await Store.RenewAsync(id, epoch, 4, Term, Cancellation);

        Assert.Equal(2, await Store.ForgetFailedAsync(id, Cancellation));
        await AssertFinishedAsync(id, 1, new NumberRange(2, 3));
        Assert.Empty(await LostAsync(id));
        Assert.Null(await Store.RenewAsync(id, epoch, 4, Term, Cancellation));
        Assert.Equal(0, await Store.ForgetFailedAsync(id, Cancellation));
    }

    [Fact]
    public async Task ForgetFailed_OfACompletedSweep_ReopensIt()
    {
        var (id, epoch) = await OwnAsync();
        var planned = (await Store.FindSweepAsync(id, Cancellation))!.PlannedTrials;
        for (var number = 1L; number < planned; number++)
            await CommitAsync(Samples.Completed(id, number));
        await CommitAsync(Samples.Failed(id, 0));
        Assert.True(await Store.CompleteAsync(id, epoch, Cancellation));

        Assert.Equal(1, await Store.ForgetFailedAsync(id, Cancellation));
        var reopened = (await Store.FindSweepAsync(id, Cancellation))!;
        Assert.Equal(SweepState.Running, reopened.State);
        Assert.Null(reopened.FinishedAt);
        Assert.Equal(0, await Store.ForgetFailedAsync(id, Cancellation));
    }

    private static LeaseLoss SiloLost { get; } = new(LossCause.SiloLost, "silo-a was lost");

    private async Task<IEnumerable<(long Number, int Count)>> LostAsync(Guid id) =>
        (await Store.ReadLossesAsync(id, Cancellation)).OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value.Attempts));

    private async Task AssertFinishedAsync(Guid id, long frontier, params NumberRange[] above)
    {
        var finished = await Store.ReadFinishedAsync(id, Cancellation);
        Assert.Equal(frontier, finished.Frontier);
        Assert.Equal(above, finished.Above);
    }
}
