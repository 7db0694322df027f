using Npgsql;
using Sweep.Core.Sweeps;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Client.Tests.Killing;

/// <summary>A real <c>sweep run</c> that fills its database's disk: it stops, says so, and goes on once there is room.</summary>
public sealed class FullDiskTests : IDisposable
{
    // Some ten kilobytes a curve: fifteen megabytes, of which eight find room.
    private const string Spec = """
        name: full-disk
        parameters:
          pattern: [circle, diamond, centered_square, thick_right_angle, thin_right_angle]
          iterations: [2000]
          samples: [100]
        replicates: 300
        """;

    private const int Room = 8;
    private const int Planned = 5 * 300;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_DiskOfTheDatabaseFull_FailsInTheDatabasesWordsAndResumesOnceThereIsRoom()
    {
        var spec = _folder.Write("spec.yaml", Spec);
        await using var server = await PostgresServer.StartDurableAsync(Cancellation);
        var database = await server.CreateDatabaseOnSmallDiskAsync(Room, Cancellation);

        var run = await SweepProcess.RunAsync(_folder.Path, "run", spec, "--database", database);
        Assert.True(run.ExitCode == 1, run.Errors);
        Assert.Contains("No space left on device", run.Errors, StringComparison.Ordinal);
        var failed = await SweepResults.OnlySweepAsync(database);
        Assert.Equal(SweepState.Failed, failed.State);
        Assert.Contains("[53100] (free space on the server's disk, then resume)", failed.Error, StringComparison.Ordinal);
        Assert.InRange((await SweepResults.ReadAsync(database, failed.Id)).Count, 1, Planned - 1);

        await MakeRoomAsync(database);
        var resumed = await SweepProcess.RunAsync(_folder.Path, "resume", failed.Id.ToString(), "--database", database);
        Assert.True(resumed.ExitCode == 0, resumed.Errors);
        var results = await SweepResults.ReadAsync(database, failed.Id);
        Assert.Equal(Planned, results.Count);
        Assert.Equal(await CalmRun.OfProgramAsync(_folder, spec), results);
    }

    private static async Task MakeRoomAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand("DROP TABLE filler", connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
