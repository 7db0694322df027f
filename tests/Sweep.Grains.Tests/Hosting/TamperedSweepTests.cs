using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sweep.Core.Patterns;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Grains.Hosting;
using Sweep.Grains.Leasing;
using Sweep.Storage.Checkpoints;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Hosting;

/// <summary>Sweeps whose rows somebody has changed by hand, on a silo that looks for work.</summary>
public sealed class TamperedSweepTests : StoredSweepTests
{
    [Theory]
    [InlineData("UPDATE sweeps SET spec = '{' WHERE id = '{0}'", "sweeps.spec of sweep")]
    [InlineData("UPDATE sweeps SET spec = replace(spec, '\"every\":1', '\"every\":0') WHERE id = '{0}'", "sweeps.spec of sweep")]
    [InlineData("UPDATE sweeps SET planned_trials = 7 WHERE id = '{0}'", "7 are not the 10 of the spec")]
    [InlineData("UPDATE sweeps SET epoch = 'abc' WHERE id = '{0}'", "sweeps.epoch of sweep")]
    [InlineData("UPDATE sweeps SET created_at = 'once' WHERE id = '{0}'", "sweeps.created_at of sweep")]
    [InlineData("INSERT INTO leases (id, sweep_id, silo, numbers, epoch, granted_at, expires_at, alone) VALUES ('01a21363-019c-766b-844d-20b4ee6b9d7f', '{0}', 'x', '[[0,99]]', 1, '2026-05-04T03:02:01.000000Z', '2026-05-04T03:02:01.000000Z', 0)", "leases.numbers of sweep")]
    [InlineData("INSERT INTO attempts (sweep_id, number, attempt, lease_id, silo, started_at, ended_at, cause, reason, alone, progressed) VALUES ('{0}', 3, 1, '01a21363-019c-766b-844d-20b4ee6b9d7f', 'x', '2026-05-04T03:02:01.000000Z', '2026-05-04T03:02:01.000000Z', 'boredom', '', 0, 0)", "boredom")]
    public async Task TakeUp_TamperedSweep_FailsItAloneWithTheReason(string sql, string words)
    {
        var tampered = await TestSweeps.SubmitAsync(Store, TestSweeps.Grid("tampered", [Pattern.Circle], [20], [20], replicates: 10));
        var innocent = await TestSweeps.SubmitAsync(Store, TestSweeps.Grid("innocent", [Pattern.Circle], [20], [20], replicates: 10));
        await ExecuteAsync(sql.Replace("{0}", tampered.Id.ToString("d"), StringComparison.Ordinal));
        await using var silo = await EmbeddedSilo.StartAsync(
            Store, new EmbeddedSiloOptions { Slots = 1, ConfigureServices = services => services.Configure<SweepSiloOptions>(o => o.TakesAnySweep = true) },
            Deadline);
        await TestSweeps.CompletedAsync(Store, innocent.Id, TimeSpan.FromMinutes(1));
        var error = "";
        await Eventually.TrueAsync(async () => (error = await ErrorAsync(tampered.Id)) is { Length: > 0 }, "the tampered sweep fails");
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE checkpoints SET state = x'00'")]
    [InlineData("UPDATE checkpoints SET state = CAST(substr(state, 1, 60) || x'ff' || substr(state, 62) AS BLOB)")]
    [InlineData("UPDATE checkpoints SET state = 'text'")]
    [InlineData("UPDATE checkpoints SET train_seconds = 'abc'")]
    [InlineData("UPDATE checkpoints SET train_seconds = -1")]
    [InlineData("UPDATE checkpoints SET attempt = 0")]
    [InlineData("DELETE FROM checkpoint_curves")]
    [InlineData("UPDATE checkpoint_curves SET points = x''")]
    public async Task TakeUp_TamperedCheckpoint_BeginsTheTrialAnewAndSaysSo(string sql)
    {
        var sweep = await TestSweeps.SubmitAsync(Store, TestSweeps.Grid("tampered", [Pattern.Circle], [40], [20], replicates: 1));
        var plan = sweep.Space.PlanFor(sweep.Space.TrialAt(0));
        using var run = new TrainingRun(plan);
        run.Advance(10, CancellationToken.None);
        var checkpoint = run.Checkpoint();
        await Store.SaveCheckpointAsync(
            new CheckpointRecord(sweep.Id, 0, Guid.NewGuid(), 1, checkpoint.Iteration, 0.5, checkpoint.StateToBytes(), checkpoint.Segment), Deadline);
        await ExecuteAsync(sql);
        using var log = new ListLog();
        await using var silo = await EmbeddedSilo.StartAsync(
            Store, new EmbeddedSiloOptions { Slots = 1, ConfigureLogging = logging => logging.AddProvider(log) }, Deadline);
        await silo.TakeUpAsync(sweep.Id, Deadline);
        await TestSweeps.CompletedAsync(Store, sweep.Id, TimeSpan.FromMinutes(1));
        run.Advance(int.MaxValue, CancellationToken.None);
        var row = await Store.ReadTrialsAsync(sweep.Id, Deadline).SingleAsync(Deadline);
        Assert.Equal(run.Result().FinalLoss, row.FinalLoss);
        Assert.InRange(row.TrainSeconds, 0, 0.4);
        Assert.Contains(log.Lines, line => line.Contains("trial 0 begins again: its checkpoint cannot be used", StringComparison.Ordinal));
    }

    private async Task<string> ErrorAsync(Guid id) =>
        (await Storage.SqliteSweepStoreTests.QueryAsync(Database, $"SELECT error FROM sweeps WHERE id = '{id:d}' AND state = 'failed'", Deadline)) is [[string error]] ? error : "";

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=False;Foreign Keys=False");
        await connection.OpenAsync(Deadline);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA ignore_check_constraints = ON; " + sql;
        await command.ExecuteNonQueryAsync(Deadline);
    }
}
