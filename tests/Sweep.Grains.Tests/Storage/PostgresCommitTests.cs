using Npgsql;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Storage.Faults;
using Sweep.Storage.Postgres;
using Sweep.Storage.Trials;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Grains.Tests.Storage;

/// <summary>Commits of several processes, and commits that the server or the network breaks.</summary>
public sealed class PostgresCommitTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string WaitingCommits =
        "pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO trials%' AND datname = current_database()";

    private string _database = "";
    private PostgresSweepStore _store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync(Cancellation);
        _store = Open(_database);
        await _store.MigrateAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Commit_OverlappingBatchesOfManyStores_EachNumberOnceAndNoDeadlock()
    {
        const int Numbers = 300;
        Guid[] sweeps = [await SubmitAsync(), await SubmitAsync()];
        var random = new Random(1241);
        var batches = Enumerable.Range(0, 48).Select(k => Enumerable.Range(0, 100)
            .Select(_ => (Sweep: sweeps[random.Next(2)], Number: random.Next(Numbers), Fails: random.Next(10) == 0))
            .Select(t => t.Fails ? Samples.Failed(t.Sweep, t.Number) : Samples.Completed(t.Sweep, t.Number))
            .ToArray()).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async silo =>
        {
            await using var store = Open(_database);
            for (var k = silo; k < batches.Length; k += 6)
                await store.CommitAsync(batches[k], [], Cancellation);
        }));

        foreach (var sweep in sweeps)
        {
            var expected = batches.SelectMany(batch => batch).Where(trial => trial.SweepId == sweep)
                .GroupBy(trial => trial.Trial.Number, (number, same) => (number, HasResult: same.Any(trial => trial.Curve is not null))).Order();
            var rows = await _store.ReadTrialsAsync(sweep, Cancellation).ToListAsync(Cancellation);
            Assert.Equal(expected, rows.Select(row => (row.Trial.Number, row.FinalLoss is not null)));
            Assert.Equal(
                rows.Where(row => row.FinalLoss is not null).Select(row => row.Trial.Number),
                await _store.ReadCurvesAsync(sweep, null, Cancellation).Select(curve => curve.Number).ToListAsync(Cancellation));
        }

        Assert.Equal(0, await Sql.CountAsync(_database, "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()", Cancellation));
    }

    [Fact]
    public async Task Cancel_WhileACommitIsInFlight_WaitsForItAndHoldsUpNoRenewal()
    {
        var id = await SubmitAsync();
        var epoch = (await _store.TryAcquireAsync(id, "owner", TimeSpan.FromMinutes(1), null, Cancellation)).Sweep!.Epoch;
        await using var blocker = await BlockAsync(id, number: 7);
        var commit = _store.CommitAsync([Samples.Completed(id, 7)], [], Cancellation);
        await CommitWaitsAsync();

        Assert.Equal(SweepState.Running, await _store.RenewAsync(id, epoch, 0, TimeSpan.FromMinutes(1), Cancellation));
        await using var other = Open(_database);
        var cancel = other.ChangeStateAsync(id, SweepState.Cancelled, null, Cancellation);
        await Eventually.TrueAsync(
            async () => await Sql.CountAsync(
                _database, "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%FOR UPDATE%' AND datname = current_database()", Cancellation) == 1,
            "the cancel waits");
        Assert.False(cancel.IsCompleted);

        await blocker.DisposeAsync();
        Assert.Equal([CommitOutcome.Committed], await commit);
        Assert.True((await cancel).Changed);
        Assert.Equal([CommitOutcome.Refused], await _store.CommitAsync([Samples.Completed(id, 8)], [], Cancellation));
        Assert.Equal(1, (await _store.TotalTrialsAsync(id, Cancellation)).Rows);
    }

    [Fact]
    public async Task Commit_BackendKilledInTheMiddle_IsDoneOnce()
    {
        var id = await SubmitAsync();
        var blocker = await BlockAsync(id, number: 1);
        var commit = _store.CommitAsync([Samples.Completed(id, 0), Samples.Completed(id, 1)], [], Cancellation);
        await CommitWaitsAsync();
        Assert.Equal(1, await Sql.CountAsync(_database, $"SELECT count(pg_terminate_backend(pid)) FROM {WaitingCommits}", Cancellation));
        await blocker.DisposeAsync();

        Assert.Equal([CommitOutcome.Committed, CommitOutcome.Committed], await commit);
        Assert.Equal(2, (await _store.TotalTrialsAsync(id, Cancellation)).Completed);
        Assert.Equal(2, await _store.ReadCurvesAsync(id, null, Cancellation).CountAsync(Cancellation));
    }

    [Fact]
    public async Task Commit_BackendGoneWhileCurvesAreCopied_IsDoneOnce()
    {
        // The value of a sequence outlives the transaction that took it, so that the server ends its first process alone.
        await Sql.QueryAsync(
            _database,
            """
            CREATE SEQUENCE ends;
            CREATE FUNCTION end_once() RETURNS trigger LANGUAGE plpgsql AS
              'BEGIN IF nextval(''ends'') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NEW; END';
            CREATE TRIGGER end_once BEFORE INSERT ON loss_curves FOR EACH ROW EXECUTE FUNCTION end_once();
            """,
            Cancellation);
        var id = await SubmitAsync();
        // More than the buffers of a connection hold, so that there is still something to write when the server has gone.
        var losses = Enumerable.Range(0, 200_000).Select(k => 1 / (k + 2.0)).ToArray();

        var outcomes = await _store.CommitAsync([.. Enumerable.Range(0, 12).Select(number => Samples.Completed(id, number, losses))], [], Cancellation);

        Assert.All(outcomes, outcome => Assert.Equal(CommitOutcome.Committed, outcome));
        Assert.True(await Sql.CountAsync(_database, "SELECT last_value FROM ends", Cancellation) > 12);
        Assert.Equal(12, await _store.ReadCurvesAsync(id, null, Cancellation).CountAsync(Cancellation));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Commit_DoneButAnswerLost_IsNoticedAndNothingIsTwice(int losses)
    {
        var id = await SubmitAsync();
        var epoch = (await _store.TryAcquireAsync(id, "owner", TimeSpan.FromMinutes(1), null, Cancellation)).Sweep!.Epoch;
        var lease = Samples.Lease(id, epoch, new NumberRange(0, 3));
        await _store.GrantLeasesAsync([lease], epoch, Cancellation);
        await using var proxy = new DatabaseProxy(_database);
        await using var store = Open(proxy.ConnectionString);
        Assert.Equal([CommitOutcome.Committed], await store.CommitAsync([Samples.Failed(id, 2)], [], Cancellation));

        proxy.CutNextCommits(losses);
        var outcomes = await store.CommitAsync([.. Enumerable.Range(0, 3).Select(number => Samples.Completed(id, number))], [lease.Id], Cancellation);
        Assert.Equal(losses, proxy.Cuts);
        Assert.All(outcomes, outcome => Assert.Equal(CommitOutcome.Duplicate, outcome));
        Assert.Equal(3, (await _store.TotalTrialsAsync(id, Cancellation)).Completed);
        Assert.Equal(3, await _store.ReadCurvesAsync(id, null, Cancellation).CountAsync(Cancellation));
        Assert.Empty(await _store.ReadLeasesAsync(id, Cancellation));

        proxy.CutNextCommits(1);
        Assert.True(await store.GrantLeasesAsync([Samples.Lease(id, epoch, new NumberRange(5, 6))], epoch, Cancellation));
        Assert.Single(await _store.ReadLeasesAsync(id, Cancellation));
        proxy.CutNextCommits(1);
        Assert.Equal(SweepState.Paused, (await store.ChangeStateAsync(id, SweepState.Paused, null, Cancellation)).Sweep!.State);
    }

    [Fact]
    public async Task ReadCurves_AnswerOfTheReadsEndLost_GivesEveryCurveOnce()
    {
        var id = await SubmitAsync();
        await _store.CommitAsync([.. Enumerable.Range(0, 5).Select(number => Samples.Completed(id, number))], [], Cancellation);
        await using var proxy = new DatabaseProxy(_database);
        await using var store = Open(proxy.ConnectionString);
        proxy.CutNextCommits(1);
        var numbers = await store.ReadCurvesAsync(id, null, Cancellation).Select(curve => curve.Number).ToListAsync(Cancellation);
        Assert.Equal(1, proxy.Cuts);
        Assert.Equal([0, 1, 2, 3, 4], numbers);
    }

    [Fact]
    public async Task Commit_ReadOnlyDatabase_IsRefusedForGoodInItsWords()
    {
        var id = await SubmitAsync();
        var name = new NpgsqlConnectionStringBuilder(_database).Database;
        await Sql.QueryAsync(_database, $"ALTER DATABASE {name} SET default_transaction_read_only = on", Cancellation);
        await using var store = Open(_database);
        var error = await Assert.ThrowsAsync<StoreException>(() => store.CommitAsync([Samples.Completed(id, 0)], [], Cancellation));
        Assert.Contains("read-only transaction", error.Message, StringComparison.Ordinal);
        Assert.Contains("default_transaction_read_only is on", error.Message, StringComparison.Ordinal);
        Assert.Contains("then resume", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
    }

    [Fact]
    public async Task Commit_ManyRows_TheServerKnowsOfThemWithoutAutovacuum()
    {
        await Sql.QueryAsync(_database, "ALTER TABLE runs SET (autovacuum_enabled = off); ALTER TABLE trials SET (autovacuum_enabled = off)", Cancellation);
        await using var store = new PostgresSweepStore(_database, TimeProvider.System) { StatisticsStep = 100 };
        var id = await SubmitAsync();
        Task CommitAsync(int from) => store.CommitAsync([.. Enumerable.Range(from, 50).Select(number => Samples.Completed(id, number))], [], Cancellation);
        await CommitAsync(0);
        Assert.Equal(-1, await RowsKnownAsync());
        await CommitAsync(50);
        Assert.Equal(100, await RowsKnownAsync());
        await CommitAsync(0);
        await CommitAsync(100);
        Assert.Equal(100, await RowsKnownAsync());
        await CommitAsync(150);
        Assert.Equal(200, await RowsKnownAsync());

        Task<long> RowsKnownAsync() => Sql.CountAsync(_database, "SELECT reltuples FROM pg_class WHERE oid = 'trials'::regclass", Cancellation);
    }

    [Fact]
    public async Task Commit_TextsThatPostgresDoesNotTake_AreStoredAllTheSame()
    {
        var id = await SubmitAsync();
        await _store.CommitAsync([Samples.Failed(id, 0, "a\0b \ud800 é\n")], [], Cancellation);
        Assert.Equal("a\uFFFDb \uFFFD é\n", (await _store.ReadTrialsAsync(id, Cancellation).SingleAsync(Cancellation)).Error);
    }

    private static PostgresSweepStore Open(string database) => new(database, TimeProvider.System);

    private async Task<Guid> SubmitAsync() => (await _store.SubmitAsync(Samples.Sweep(1_000), Cancellation)).Id;

    /// <summary>Another transaction has inserted the number, and has neither committed nor given up.</summary>
    private async Task<NpgsqlConnection> BlockAsync(Guid id, long number)
    {
        var connection = await Sql.OpenAsync(_database, Cancellation);
        await using var command = new NpgsqlCommand(
            $$"""
              BEGIN;
              INSERT INTO trials (
                sweep_id, number, parameters, replicate, data_seed, init_seed, content_key, state, attempt, silo, slot, started_at, finished_at,
                train_seconds, trained_iterations)
              VALUES ('{{id:d}}', {{number}}, '{}', 0, 0, 0, '', 'failed', 1, '', 0, now(), now(), 0, 0)
              """,
            connection);
        await command.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }

    private Task CommitWaitsAsync() => Eventually.TrueAsync(
        async () => await Sql.CountAsync(_database, $"SELECT count(*) FROM {WaitingCommits}", Cancellation) == 1, "the commit waits for the other transaction");
}
