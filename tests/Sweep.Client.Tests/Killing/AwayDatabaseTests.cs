using System.Globalization;
using Sweep.Core.Sweeps;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Client.Tests.Killing;

/// <summary>
/// A real <c>sweep run</c> whose PostgreSQL is away for a while: it waits, says so, and goes on. SWEEP_TEST_OUTAGE gives the
/// seconds (8 where it is not set).
/// </summary>
public sealed class AwayDatabaseTests : IDisposable
{
    private const string Spec = """
        name: away-database
        parameters:
          pattern: [circle, diamond, centered_square, thick_right_angle, thin_right_angle]
          iterations: [2000]
          samples: [1000]
        replicates: 120
        """;

    private const int Planned = 5 * 120;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static TimeSpan Outage => TimeSpan.FromSeconds(
        Environment.GetEnvironmentVariable("SWEEP_TEST_OUTAGE") is { Length: > 0 } seconds ? double.Parse(seconds, CultureInfo.InvariantCulture) : 8);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_DatabaseAwayForAWhile_SaysSoAndGoesOnWithTheSameBits()
    {
        var spec = _folder.Write("spec.yaml", Spec);
        await using var server = await PostgresServer.StartDurableAsync(Cancellation);
        var database = await server.CreateDatabaseAsync(Cancellation);
        using var run = SweepProcess.Start(_folder.Path, "run", spec, "--database", database);
        await Eventually.TrueAsync(
            async () => run.HasExited || await HasTrialsAsync(database), "the sweep stores trials", TimeSpan.FromMinutes(1));
        await server.StopAsync(PostgresStopMode.Fast, Cancellation);
        await Task.Delay(Outage, Cancellation);
        Assert.False(run.HasExited, "the sweep ended while its database was away");
        await server.StartAgainAsync(Cancellation);

        var outcome = await run.WaitAsync();
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        Assert.True(outcome.Errors.Contains("results wait for the database: ", StringComparison.Ordinal), outcome.Errors);
        var sweep = await SweepResults.OnlySweepAsync(database);
        Assert.Equal(SweepState.Completed, sweep.State);
        var results = await SweepResults.ReadAsync(database, sweep.Id);
        Assert.Equal(Planned, results.Count);
        Assert.Equal(await CalmRun.OfProgramAsync(_folder, spec), results);
    }

    private static async Task<bool> HasTrialsAsync(string database)
    {
        try
        {
            return (await SweepResults.ReadAsync(database, (await SweepResults.OnlySweepAsync(database)).Id)).Count > 0;
        }
        catch (Exception failure) when (failure is Sweep.Storage.Faults.StoreException or InvalidOperationException)
        {
            // No tables yet, or no sweep.
            return false;
        }
    }
}
