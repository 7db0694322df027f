using System.Diagnostics;
using Npgsql;
using Sweep.Client.Tests.Terminal;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Client.Tests.Killing;

/// <summary>Somebody has locked tables of a PostgreSQL database: whoever reads is told who it is, and not after the driver's half minute.</summary>
public sealed class LockedTableTests(PostgresFixture postgres) : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(25);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Commands_TrialsAndCurvesLocked_NameWhoHoldsTheLock()
    {
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        var spec = _folder.Write("spec.yaml", "{ name: locked, parameters: { pattern: [circle], iterations: [5] } }");
        Assert.Equal(0, (await CliFixture.RunAsWrittenAsync(["run", spec, "--database", database])).ExitCode);
        await using var analyst = new NpgsqlConnection($"{database};Pooling=false;Application Name=notebook");
        await analyst.OpenAsync(Cancellation);
        await using var transaction = await analyst.BeginTransactionAsync(Cancellation);
        await using (var locks = new NpgsqlCommand("LOCK TABLE trials, loss_curves, runs", analyst))
            await locks.ExecuteNonQueryAsync(Cancellation);

        var since = Stopwatch.GetTimestamp();
        var runs = await Task.WhenAll(
            ((string[][])
            [
                ["list"], ["status", "latest"], ["top", "latest"], ["export", "latest"], ["export", "latest", "--what", "loss-points"],
                ["report", "latest", "--output", _folder.File("report.html")],
            ]).Select(command => CliFixture.RunAsWrittenAsync([.. command, "--database", database])));
        Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.Zero, Soon);
        foreach (var run in runs)
        {
            Assert.Equal(1, run.ExitCode);
            Assert.Contains($"process {analyst.ProcessID} (", run.Error, StringComparison.Ordinal);
            Assert.Contains("notebook, idle in transaction) has held AccessExclusiveLock on ", run.Error, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(_folder.File("report.html")));
    }
}
