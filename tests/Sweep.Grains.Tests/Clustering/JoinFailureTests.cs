using Sweep.Grains.Clustering.Security;

namespace Sweep.Grains.Tests.Clustering;

/// <summary>What becomes of a silo that does not get into its cluster.</summary>
public sealed class JoinFailureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_FailsBeforeItIsAskedWhy_IsAskedAllTheSame()
    {
        static Task Fail(CancellationToken _) => Task.FromException(new InvalidOperationException("ended"));
        var refused = await Assert.ThrowsAsync<ClusterRefusedException>(
            () => TlsDiagnosis.StartAsync(Fail, _ => Task.FromResult<string?>("it has no certificate"), TimeSpan.FromMinutes(1), Cancellation));
        Assert.Contains("it has no certificate", refused.Message, StringComparison.Ordinal);
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TlsDiagnosis.StartAsync(Fail, _ => Task.FromResult<string?>(null), TimeSpan.FromMinutes(1), Cancellation));
        Assert.Equal("ended", failure.Message);
    }
}
