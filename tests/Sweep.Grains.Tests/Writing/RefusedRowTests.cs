using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Sweep.Core.Patterns;
using Sweep.Core.Sweeps;
using Sweep.Grains.Hosting;
using Sweep.Grains.Leasing;
using Sweep.Grains.Owning;
using Sweep.Grains.Tests.Hosting;
using Sweep.Storage;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Writing;

/// <summary>Rows that a person's own constraint does not take, beside the results of an innocent sweep.</summary>
public sealed class RefusedRowTests : StoredSweepTests
{
    [Theory]
    [InlineData("NEW.number = 7", "trial 7 cannot be stored", 19)]
    [InlineData("NEW.number >= 0", "trial ", 0)]
    public async Task Commit_TriggerRefusesTrialsOfOneSweep_ThatSweepAloneFailsAndSaysWhich(string condition, string words, int kept)
    {
        var guilty = await TestSweeps.SubmitAsync(Store, TestSweeps.Grid("guilty", [Pattern.Circle], [50], [20], replicates: 20));
        var innocent = await TestSweeps.SubmitAsync(Store, TestSweeps.Grid("innocent", [Pattern.Diamond], [50], [20], replicates: 300));
        await ExecuteAsync(
            $"CREATE TRIGGER mine BEFORE INSERT ON trials WHEN NEW.sweep_id = '{guilty.Id:d}' AND {condition} BEGIN SELECT RAISE(ABORT, 'not on my watch'); END");
        await using var silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions { Slots = 2 }, Deadline);
        await silo.TakeUpAsync(guilty.Id, Deadline);
        await silo.TakeUpAsync(innocent.Id, Deadline);

        var failed = await TestSweeps.EndAsync(silo, guilty.Id, Deadline);
        Assert.Equal(SweepState.Failed, failed.State);
        Assert.Contains(words, failed.Error, StringComparison.Ordinal);
        Assert.Contains("not on my watch", failed.Error, StringComparison.Ordinal);
        Assert.Contains("then resume", failed.Error, StringComparison.Ordinal);
        Assert.Equal(SweepState.Completed, (await TestSweeps.EndAsync(silo, innocent.Id, Deadline)).State);
        Assert.Equal(300, (await Store.TotalTrialsAsync(innocent.Id, Deadline)).Completed);
        await Eventually.TrueAsync(async () => (await Store.TotalTrialsAsync(guilty.Id, Deadline)).Rows == kept, "its other results are kept");

        await ExecuteAsync("DROP TRIGGER mine");
        await Store.ChangeStateAsync(guilty.Id, SweepState.Running, null, Deadline);
        await silo.TakeUpAsync(guilty.Id, Deadline);
        Assert.Equal(SweepState.Completed, (await TestSweeps.EndAsync(silo, guilty.Id, Deadline)).State);
    }

    /// <summary>Neither its results nor its failure can be stored: it is asked less and less often, and no other sweep waits for it.</summary>
    [Fact]
    public async Task Fail_StoreTakesNotEvenTheFailure_IsTriedLessAndLessOften()
    {
        var guilty = await TestSweeps.SubmitAsync(Store, TestSweeps.Grid("guilty", [Pattern.Circle], [50], [20], replicates: 20));
        var innocent = await TestSweeps.SubmitAsync(Store, TestSweeps.Grid("innocent", [Pattern.Diamond], [50], [20], replicates: 20));
        await Store.ChangeStateAsync(innocent.Id, SweepState.Paused, null, Deadline);
        await ExecuteAsync($"""
            CREATE TRIGGER rows_of_mine BEFORE INSERT ON trials WHEN NEW.sweep_id = '{guilty.Id:d}' BEGIN SELECT RAISE(ABORT, 'not on my watch'); END;
            CREATE TRIGGER states_of_mine BEFORE UPDATE ON sweeps WHEN NEW.id = '{guilty.Id:d}' AND NEW.state = 'failed' BEGIN SELECT RAISE(ABORT, 'nor that'); END;
            """);
        var store = new RecordingStore(Store);
        await using var silo = await EmbeddedSilo.StartAsync(
            Store,
            new EmbeddedSiloOptions
            {
                Slots = 2,
                ConfigureServices = services =>
                {
                    store.Register(services);
                    services.Configure<SweepGrainOptions>(grain => grain.RenewPeriod = TimeSpan.FromMilliseconds(50))
                        .Configure<SweepSiloOptions>(options => (options.TakesAnySweep, options.LookPeriod) = (true, TimeSpan.FromMilliseconds(50)));
                },
            },
            Deadline);
        await Eventually.TrueAsync(() => Tries() >= 4, "the store is asked again");
        await Store.ChangeStateAsync(innocent.Id, SweepState.Running, null, Deadline);
        await TestSweeps.CompletedAsync(Store, innocent.Id, TimeSpan.FromMinutes(1));
        var (before, since) = (Tries(), Stopwatch.GetTimestamp());
        await Eventually.TrueAsync(() => Stopwatch.GetElapsedTime(since) > TimeSpan.FromSeconds(2), "time passes");
        Assert.InRange(Tries() - before, 0, 6);
        var progress = await silo.GetProgressAsync(guilty.Id, Deadline);
        Assert.Equal(SweepState.Failed, progress.State);
        Assert.Contains("nor that", progress.StoreTrouble, StringComparison.Ordinal);

        await ExecuteAsync("DROP TRIGGER states_of_mine");
        await Eventually.TrueAsync(async () => (await Store.FindSweepAsync(guilty.Id, Deadline))!.State == SweepState.Failed, "the store knows of it");

        int Tries() => store.Asked.Count(name => name == nameof(ISweepRegister.ChangeStateAsync));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        await connection.OpenAsync(Deadline);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Deadline);
    }
}
