using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Silo.Tests.Clusters;

/// <summary>A silo that gives an address at which the others do not find it.</summary>
public sealed class UnreachableSiloTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Silo_ThatTheOthersCannotReach_SaysSoInsteadOfADump()
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(TestContext.Current.CancellationToken));
        await cluster.StartAsync(2);
        var lost = cluster.Start("--Orleans:ListenAddress=127.0.0.1", "--Orleans:Address=127.0.0.77");
        var outcome = await lost.Process.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.True(outcome.ExitCode == 1, outcome.ToString());
        Assert.Contains("Orleans:Address: cluster sweep has declared this silo dead before it had joined", outcome.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("FATAL", outcome.Errors, StringComparison.Ordinal);
    }
}
