using Sweep.Core.Notifications;
using Sweep.Core.Sweeps;
using Sweep.Grains.Hosting;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Testing;
using Sweep.Testing.Databases;
using Sweep.Testing.Webhooks;

namespace Sweep.Grains.Tests.Notifications;

/// <summary>A silo that trains and tells of it, on PostgreSQL; the command line's tests have the same on SQLite.</summary>
public sealed class NotificationServiceTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silo_SweepWithReceivers_TellsThemAndTrainsTheSame()
    {
        await using var receiver = new WebhookReceiver();
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        await using var store = SweepStores.Open(database, TimeProvider.System);
        await store.MigrateAsync(Cancellation);

        // Of a sweep that nobody works on, before any silo is there.
        var cancelled = await TestSweeps.SubmitAsync(store, NotificationBench.Spec(new NotifyTarget(receiver.Url)) with { Name = "cancelled" });
        await store.ChangeStateAsync(cancelled.Id, SweepState.Cancelled, null, Cancellation);
        await using var silo = await EmbeddedSilo.StartAsync(
            store,
            new EmbeddedSiloOptions { Slots = 2, ConfigureTrainers = trainers => trainers.Secrets = name => name == "KEY" ? WebhookReceiver.Secret : null },
            Cancellation);
        var told = await RunAsync(silo, store, new NotifyTarget(receiver.Url) { Secret = "KEY" });
        Assert.Empty(await silo.SettleNotificationsAsync(told, TimeSpan.FromMinutes(1), Cancellation));
        var messages = await receiver.ReceiveAsync(2);
        Assert.Equal(2, messages.Count);
        var data = messages.Single(message => message.IsSignedBy(WebhookReceiver.Secret)).Json.GetProperty("data");
        Assert.Equal(
            (told, "told", "completed", 2, 2),
            (data.GetProperty("sweep_id").GetGuid(), data.GetProperty("name").GetString(), data.GetProperty("state").GetString(),
             data.GetProperty("planned_trials").GetInt64(), data.GetProperty("trials").GetProperty("completed").GetInt64()));
        var best = data.GetProperty("best");
        var rows = await store.ReadTrialsAsync(told, Cancellation).ToListAsync(Cancellation);
        Assert.Equal(rows.Min(row => row.BestLoss), best.GetProperty("best_objective").GetDouble());
        Assert.Equal(("circle", "loss"), (best.GetProperty("parameters").GetProperty("pattern").GetString(), best.GetProperty("objective").GetString()));
        Assert.Equal("sweep.cancelled", messages.Single(message => message.Signature is null).Json.GetProperty("type").GetString());

        var silent = await RunAsync(silo, store);
        Assert.Equal(await SweepResults.ReadAsync(database, silent), await SweepResults.ReadAsync(database, told));
        var others = await store.ReadTrialsAsync(silent, Cancellation).ToListAsync(Cancellation);
        Assert.Equal(rows.Select(row => row.ContentKey), others.Select(row => row.ContentKey));
        Assert.Equal(2, receiver.Received.Count);
    }

    private static async Task<Guid> RunAsync(EmbeddedSilo silo, ISweepStore store, params NotifyTarget[] told)
    {
        var sweep = await TestSweeps.SubmitAsync(store, NotificationBench.Spec(told));
        Assert.True((await silo.TakeUpAsync(sweep.Id, Cancellation)).Acquired);
        await TestSweeps.CompletedAsync(store, sweep.Id);
        return sweep.Id;
    }
}
