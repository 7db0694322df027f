using Sweep.Testing;
using Sweep.Testing.Databases;
using Sweep.Testing.Hosting;

namespace Sweep.Client.Tests.Killing;

/// <summary>A real <c>sweep run</c> whose database vanishes, or what it needs in it: it notices within seconds, says so, and ends with 1.</summary>
public sealed class VanishedDatabaseTests(PostgresFixture postgres) : IDisposable
{
    /// <summary>Longer than any test waits.</summary>
    private const string Endless = """
        name: endless
        parameters:
          pattern: [circle, diamond]
          iterations: [500]
          samples: [100]
        replicates: 10000000
        record: { every: 100 }
        """;

    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("deleted", "the file is gone")]
    [InlineData("replaced", "another file has taken its place")]
    [InlineData("log deleted", "sweep.db-wal, a part of it, was deleted")]
    public async Task Run_FileGoneInTheMidst_SaysSoAndFails(string loss, string expected)
    {
        var database = _folder.File("sweep.db");
        using var run = await StartAsync(database);
        switch (loss)
        {
            case "deleted":
                File.Delete(database);
                break;
            case "replaced":
                await File.WriteAllBytesAsync(database + ".new", [], Cancellation);
                File.Move(database + ".new", database, overwrite: true);
                break;
            default:
                File.Delete(database + "-wal");
                break;
        }

        var outcome = await run.WaitAsync(Seconds);
        Assert.True(outcome.ExitCode == 1 && outcome.Errors.Contains(expected, StringComparison.Ordinal), outcome.Errors);
        Assert.DoesNotContain("endless completed", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SweepDeletedInTheMidst_SaysSoAndFails()
    {
        var database = _folder.File("sweep.db");
        using var run = await StartAsync(database);
        await SqlRows.ReadAsync(database, "PRAGMA busy_timeout = 30000; DELETE FROM sweeps", Cancellation);
        await FailsAsync(run, "somebody deleted it");
    }

    [Fact]
    public async Task Run_TableDroppedInTheMidst_SaysSoAndFails()
    {
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        using var run = await StartAsync(database);
        await SqlRows.ReadAsync(database, "DROP TABLE trials CASCADE", Cancellation);
        await FailsAsync(run, "relation \"trials\" does not exist");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_DatabaseOfTheServerDropped_SaysSoAndFails(bool madeAnew)
    {
        var server = await postgres.GetServerAsync(Cancellation);
        var database = await server.CreateDatabaseAsync(Cancellation);
        var name = new Npgsql.NpgsqlConnectionStringBuilder(database).Database;
        using var run = await StartAsync(database);
        await SqlRows.ReadAsync(server.ConnectionString, $"DROP DATABASE \"{name}\" WITH (FORCE)", Cancellation);
        if (madeAnew)
            await SqlRows.ReadAsync(server.ConnectionString, $"CREATE DATABASE \"{name}\"", Cancellation);
        await FailsAsync(run, "does not exist");
    }

    private static async Task FailsAsync(SweepProcess run, string expected)
    {
        var outcome = await run.WaitAsync(Seconds);
        Assert.True(outcome.ExitCode == 1 && outcome.Errors.Contains(expected, StringComparison.Ordinal), outcome.Errors);
        Assert.DoesNotContain("unexpected", outcome.Errors, StringComparison.Ordinal);
    }

    /// <summary>A run that has stored trials.</summary>
    private async Task<SweepProcess> StartAsync(string database)
    {
        var run = SweepProcess.Start(_folder.Path, "run", _folder.Write("spec.yaml", Endless), "--database", database);
        try
        {
            await Eventually.TrueAsync(async () => run.HasExited || await HasTrialsAsync(database), "the sweep stores trials", TimeSpan.FromMinutes(2));
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    private static async Task<bool> HasTrialsAsync(string database)
    {
        if (!database.Contains('=', StringComparison.Ordinal) && !File.Exists(database))
            return false;
        try
        {
            return (await SqlRows.ReadAsync(database, "SELECT 1 FROM trials LIMIT 1", Cancellation)).Count > 0;
        }
        catch (System.Data.Common.DbException)
        {
            // Its tables are being made.
            return false;
        }
    }
}
