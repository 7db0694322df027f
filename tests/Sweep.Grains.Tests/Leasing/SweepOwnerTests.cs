using Microsoft.Extensions.Logging.Abstractions;
using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Grains.Contracts;
using Sweep.Grains.Leasing;
using Sweep.Grains.Tests.Hosting;
using Sweep.Grains.Tests.Storage;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Leasing;

/// <summary>What a silo makes of an owner that does not answer: it asks again, and never falls over it.</summary>
public sealed class SweepOwnerTests : StoredSweepTests
{
    public static TheoryData<Exception> Silences =>
        [new TimeoutException(), new SiloUnavailableException(), new OperationCanceledException("Message expired before placement"), new NotSupportedException()];

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task Calls_OwnerIsSilent_SayThatThereIsNoAnswer(Exception silence)
    {
        var owner = Of(silence);
        Assert.Null(await owner.PullAsync(new PullRequest("box/1/1/1", 1, 1, 0, [], [])));
        Assert.False(await owner.HasNewsAsync(1));
        Assert.Null(await owner.RungsAsync(new RungReport(Guid.Empty, 0, [], [], [], [], [])));
        Assert.False(await owner.HasRungNewsAsync(Guid.NewGuid(), 1));
        await owner.LoseAsync(Guid.NewGuid(), 1, "lost");
    }

    [Fact]
    public async Task GiveBack_OwnerIsSilent_EndsTheLeaseInTheStore()
    {
        var sweep = await TestSweeps.SubmitAsync(Store, TestSweeps.Grid("leased", [Pattern.Circle], [20], [20], replicates: 10));
        var epoch = (await Store.TryAcquireAsync(sweep.Id, "owner", TimeSpan.FromMinutes(1), null, Deadline)).Sweep!.Epoch;
        var (given, kept) = (Samples.Lease(sweep.Id, epoch, new NumberRange(0, 3)), Samples.Lease(sweep.Id, epoch, new NumberRange(3, 5)));
        await Store.GrantLeasesAsync([given, kept], epoch, Deadline);
        await Of(new SiloUnavailableException()).GiveBackAsync(given.Id);
        Assert.Equal([kept.Id], (await Store.ReadLeasesAsync(sweep.Id, Deadline)).Select(lease => lease.Id));
        Assert.Empty(await Store.ReadLossesAsync(sweep.Id, Deadline));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void IsNoAnswer_Cancellation_IsSoUnlessTheCallerGaveUp(bool gaveUp, bool isNoAnswer) =>
        Assert.Equal(isNoAnswer, new OperationCanceledException().IsNoAnswer(new CancellationToken(gaveUp)));

    [Fact]
    public void IsNoAnswer_FaultOfTheGrain_IsFalse() => Assert.False(new InvalidOperationException().IsNoAnswer(CancellationToken.None));

    private SweepOwner Of(Exception silence) => new(SilentSweep.Of(silence), Store, Guid.NewGuid(), NullLogger.Instance);
}
