using Microsoft.Extensions.Logging.Abstractions;
using Sweep.Grains.Contracts;
using Sweep.Grains.Leasing;

namespace Sweep.Grains.Tests.Leasing;

/// <summary>What a silo makes of an owner that does not answer: it asks again, and never falls over it.</summary>
public sealed class SweepOwnerTests
{
    public static TheoryData<Exception> Silences =>
        [new TimeoutException(), new SiloUnavailableException(), new OperationCanceledException("Message expired before placement")];

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task Calls_OwnerIsSilent_SayThatThereIsNoAnswer(Exception silence)
    {
        var owner = new SweepOwner(SilentSweep.Of(silence), Guid.NewGuid(), NullLogger.Instance);
        Assert.Null(await owner.PullAsync(new PullRequest("box/1/1/1", 1, 1, 0, [], [])));
        Assert.False(await owner.HasNewsAsync(1));
        Assert.Null(await owner.RungsAsync(new RungReport(Guid.Empty, 0, [], [], [], [], [])));
        Assert.False(await owner.HasRungNewsAsync(Guid.NewGuid(), 1));
        await owner.GiveBackAsync(Guid.NewGuid());
        await owner.LoseAsync(Guid.NewGuid(), 1, "lost");
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void IsNoAnswer_Cancellation_IsSoUnlessTheCallerGaveUp(bool gaveUp, bool isNoAnswer) =>
        Assert.Equal(isNoAnswer, new OperationCanceledException().IsNoAnswer(new CancellationToken(gaveUp)));

    [Fact]
    public void IsNoAnswer_FaultOfTheGrain_IsFalse() => Assert.False(new InvalidOperationException().IsNoAnswer(CancellationToken.None));
}
