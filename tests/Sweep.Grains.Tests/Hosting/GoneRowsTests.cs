using Microsoft.Extensions.DependencyInjection;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Grains.Hosting;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Testing;
using Sweep.Testing.Databases;
using Sweep.Testing.Hosting;

namespace Sweep.Grains.Tests.Hosting;

/// <summary>Somebody changes a sweep's rows in SQL: it recovers, or ends with a reason, on both databases.</summary>
public sealed class GoneRowsTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const int Planned = 400;

    private static readonly SweepSpec Small = TestSweeps.Grid("small", [Pattern.Circle, Pattern.Diamond], [20, 60], [20], replicates: 100, recordEvery: 10);

    private static readonly SweepSpec Endless = TestSweeps.Grid("endless", [Pattern.Circle], [500], [500], replicates: 1_000_000, recordEvery: 100);

    private readonly TemporaryFolder _folder = new();
    private string _database = "";
    private ISweepStore _store = null!;

    private static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromMinutes(4)).Token;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("SQLite", "DELETE FROM trials WHERE number % 2 = 0")]
    [InlineData("PostgreSQL", "TRUNCATE trials CASCADE")]
    public async Task RowsDeletedInTheMidst_RunAgain(string kind, string sql)
    {
        var (silo, sweep) = await StartAsync(kind, Small, sql);
        await using (silo)
        {
            var end = await EndAsync(silo, sweep);
            Assert.Equal((SweepState.Completed, (long)Planned), (end.State, end.Completed));
        }

        Assert.Equal(await CalmRun.OfSiloAsync(Small), await SweepResults.ReadAsync(_database, sweep));
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task RowsDeletedBelowTheFrontier_RunAgainOnceTheSweepIsTakenUp(string kind)
    {
        var (first, sweep) = await StartAsync(kind, Small, "SELECT 1");
        await using (first)
            await EndAsync(first, sweep);
        await SqlAsync("DELETE FROM trials WHERE number % 3 = 0");
        await SqlAsync($"UPDATE sweeps SET state = 'running', finished_at = NULL, frontier = {Planned}");
        await using var second = await EmbeddedSilo.StartAsync(_store, new EmbeddedSiloOptions { Slots = 2 }, Deadline);
        Assert.True((await second.TakeUpAsync(sweep, Deadline)).Acquired);
        Assert.Equal(SweepState.Completed, (await EndAsync(second, sweep)).State);
        Assert.Equal(Planned, (await _store.TotalTrialsAsync(sweep, Deadline)).Rows);
    }

    [Theory]
    [InlineData("SQLite", "CREATE TRIGGER gone AFTER DELETE ON leases BEGIN DELETE FROM trials WHERE number = 7; END")]
    [InlineData(
        "PostgreSQL",
        """
        CREATE FUNCTION gone() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN DELETE FROM trials WHERE number = 7; RETURN NULL; END';
        CREATE TRIGGER gone AFTER DELETE ON leases EXECUTE FUNCTION gone();
        """)]
    public async Task RowDeletedAfterEveryCommit_EndsWithAReason(string kind, string sql)
    {
        await OpenAsync(kind);
        await SqlAsync(sql);
        var sweep = (await TestSweeps.SubmitAsync(_store, TestSweeps.Grid("small", [Pattern.Circle], [50], [20], replicates: 20))).Id;
        await using var silo = await EmbeddedSilo.StartAsync(_store, new EmbeddedSiloOptions { Slots = 2 }, Deadline);
        await silo.TakeUpAsync(sweep, Deadline);
        var end = await EndAsync(silo, sweep);
        Assert.Equal(SweepState.Failed, end.State);
        Assert.Contains("only 19 of 20 have rows", end.Error, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => (await _store.FindSweepAsync(sweep, Deadline))!.Error == end.Error, "the store knows why");
    }

    [Theory]
    [InlineData("SQLite", "DELETE FROM sweeps", "somebody deleted it")]
    [InlineData("PostgreSQL", "DELETE FROM sweeps", "somebody deleted it")]
    [InlineData("SQLite", "ALTER TABLE trials RENAME TO old_trials", "no such table: trials")]
    [InlineData("PostgreSQL", "ALTER TABLE trials RENAME TO old_trials", "relation \"trials\" does not exist")]
    [InlineData("SQLite", "DROP TABLE leases", "no such table: leases")]
    [InlineData("PostgreSQL", "DROP TABLE leases", "relation \"leases\" does not exist")]
    [InlineData("PostgreSQL", "DROP TABLE sweeps CASCADE", "relation \"sweeps\" does not exist")]
    public async Task TableOrSweepGone_EndsWithinSecondsWithAReason(string kind, string sql, string expected)
    {
        var (silo, sweep) = await StartAsync(kind, Endless, sql);
        await using (silo)
        {
            var end = await EndAsync(silo, sweep);
            Assert.Equal(SweepState.Failed, end.State);
            Assert.Contains(expected, end.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task LeasesAndOwnerWrittenByHand_DoNotHinder(string kind)
    {
        var (silo, sweep) = await StartAsync(kind, Small, "DELETE FROM leases; UPDATE sweeps SET epoch = epoch + 5");
        await using (silo)
        {
            var end = await EndAsync(silo, sweep);
            Assert.Equal((SweepState.Completed, (long)Planned), (end.State, end.Completed));
        }

        Assert.Equal(Planned, (await _store.TotalTrialsAsync(sweep, Deadline)).Rows);
    }

    private async Task OpenAsync(string kind)
    {
        _database = kind == "SQLite" ? _folder.File("sweep.db") : await postgres.CreateDatabaseAsync(Deadline);
        _store = SweepStores.Open(_database, TimeProvider.System);
        await _store.MigrateAsync(Deadline);
    }

    /// <summary>A silo at work on a sweep; somebody runs this SQL after its first commit, before anybody is told of that.</summary>
    private async Task<(EmbeddedSilo Silo, Guid Sweep)> StartAsync(string kind, SweepSpec spec, string sql)
    {
        await OpenAsync(kind);
        var sweep = (await TestSweeps.SubmitAsync(_store, spec)).Id;
        var commits = 0;
        var disturbed = new FaultyTrialStore(
            _store,
            async commit =>
            {
                var outcomes = await commit();
                if (Interlocked.Increment(ref commits) == 1)
                    await SqlAsync(sql);
                return outcomes;
            });
        var silo = await EmbeddedSilo.StartAsync(
            _store, new EmbeddedSiloOptions { Slots = 2, ConfigureServices = services => services.AddSingleton<ITrialStore>(disturbed) }, Deadline);
        await silo.TakeUpAsync(sweep, Deadline);
        return (silo, sweep);
    }

    private async Task SqlAsync(string sql) => await SqlRows.ReadAsync(_database, sql, Deadline);

    private static async Task<SweepProgress> EndAsync(EmbeddedSilo silo, Guid sweep)
    {
        SweepProgress? progress = null;
        await Eventually.TrueAsync(
            async () =>
            {
                progress = await silo.GetProgressAsync(sweep, Deadline);
                Assert.InRange(progress.Finished, 0, progress.Planned);
                return progress.State is not (SweepState.Running or SweepState.Paused);
            },
            "the sweep ends",
            TimeSpan.FromMinutes(2));
        return progress!;
    }
}
