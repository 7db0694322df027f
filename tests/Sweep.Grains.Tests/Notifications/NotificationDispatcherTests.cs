using Sweep.Core.Notifications;
using Sweep.Core.Sweeps;
using Sweep.Testing;
using Sweep.Testing.Webhooks;

namespace Sweep.Grains.Tests.Notifications;

/// <summary>Deliveries that go well, go wrong, and are cut short by death.</summary>
public sealed class NotificationDispatcherTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_ReceiverThatFailsAtFirst_TakesTheSameMessageLater()
    {
        await using var bench = await NotificationBench.StartAsync();
        await using var receiver = new WebhookReceiver(new WebhookAnswer(500));
        var sweep = await bench.SubmitAsync(new NotifyTarget(receiver.Url) { Secret = "KEY" });
        await bench.Store.ChangeStateAsync(sweep.Id, SweepState.Failed, "disk full", Cancellation);
        var dispatcher = bench.Dispatcher();
        await dispatcher.SendDueAsync(Cancellation);
        var waiting = await bench.OnlyAsync(sweep.Id);
        Assert.Equal((1, 500, "it answered 500", false), (waiting.Attempts, waiting.LastStatus, waiting.LastError, waiting.IsGivenUp));

        await dispatcher.SendDueAsync(Cancellation);
        Assert.Single(receiver.Received);
        bench.Time.Advance(TimeSpan.FromSeconds(13));
        await dispatcher.SendDueAsync(Cancellation);
        Assert.Equal(bench.Time.GetUtcNow(), (await bench.OnlyAsync(sweep.Id)).DeliveredAt);
        bench.Time.Advance(TimeSpan.FromDays(2));
        await dispatcher.SendDueAsync(Cancellation);
        Assert.Equal(2, receiver.Received.Count);
        var (first, second) = (receiver.Received[0], receiver.Received[1]);
        Assert.Equal((first.Id, first.Body), (second.Id, second.Body));
        Assert.Equal(TimeSpan.FromSeconds(13), second.SentAt - first.SentAt);
        Assert.All(receiver.Received, message => Assert.True(message.IsSignedBy(WebhookReceiver.Secret)));
        var data = first.Json.GetProperty("data");
        Assert.Equal(
            ("sweep.failed", "failed", "disk full", 2),
            (first.Json.GetProperty("type").GetString(), data.GetProperty("state").GetString(), data.GetProperty("error").GetString(),
             data.GetProperty("trials").GetProperty("waiting").GetInt64()));
    }

    [Fact]
    public async Task Send_KilledBetweenTheEndAndTheMessage_IsSentByTheNext()
    {
        await using var bench = await NotificationBench.StartAsync();
        await using var receiver = new WebhookReceiver();
        var sweep = await bench.SubmitAsync(new NotifyTarget(receiver.Url));

        // Nobody is left who knows of it but the store.
        await bench.Store.ChangeStateAsync(sweep.Id, SweepState.Cancelled, null, Cancellation);
        Assert.Empty(receiver.Received);
        await bench.Dispatcher().SendDueAsync(Cancellation);
        Assert.Equal("sweep.cancelled", Assert.Single(receiver.Received).Json.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Send_KilledBeforeItCouldSaySo_IsSentAgainUnderTheSameId()
    {
        await using var bench = await NotificationBench.StartAsync();
        await using var receiver = new WebhookReceiver();
        var sweep = await bench.SubmitAsync(new NotifyTarget(receiver.Url));
        await bench.Store.ChangeStateAsync(sweep.Id, SweepState.Cancelled, null, Cancellation);
        var claimed = Assert.Single(await bench.Store.ClaimNotificationsAsync(null, TimeSpan.FromSeconds(30), 8, Cancellation));
        var next = bench.Dispatcher();
        await next.SendDueAsync(Cancellation);
        Assert.Empty(receiver.Received);
        bench.Time.Advance(TimeSpan.FromSeconds(30));
        await next.SendDueAsync(Cancellation);
        Assert.Equal(claimed.Id.ToString("d"), Assert.Single(receiver.Received).Id);
        Assert.Equal(2, (await bench.OnlyAsync(sweep.Id)).Attempts);
    }

    [Fact]
    public async Task Send_ReceiverThatIsGone_IsCalledNoMore()
    {
        await using var bench = await NotificationBench.StartAsync();
        await using var receiver = new WebhookReceiver(new WebhookAnswer(410));
        var sweep = await bench.SubmitAsync(new NotifyTarget(receiver.Url));
        await bench.Store.ChangeStateAsync(sweep.Id, SweepState.Cancelled, null, Cancellation);
        var dispatcher = bench.Dispatcher();
        await dispatcher.SendDueAsync(Cancellation);
        bench.Time.Advance(TimeSpan.FromDays(1));
        await dispatcher.SendDueAsync(Cancellation);
        Assert.Single(receiver.Received);
        Assert.True((await bench.OnlyAsync(sweep.Id)).IsGivenUp);
    }

    [Fact]
    public async Task Send_ReceiverThatNeverAnswers_IsGivenUpAfterAboutADay()
    {
        await using var bench = await NotificationBench.StartAsync();
        var sweep = await bench.SubmitAsync(new NotifyTarget($"http://127.0.0.1:{FreePort.Next()}/"));
        await bench.Store.ChangeStateAsync(sweep.Id, SweepState.Cancelled, null, Cancellation);
        var (dispatcher, began) = (bench.Dispatcher(), bench.Time.GetUtcNow());
        for (var attempt = 1; attempt <= DeliverySchedule.MostAttempts; attempt++)
        {
            await dispatcher.SendDueAsync(Cancellation);
            var tried = await bench.OnlyAsync(sweep.Id);
            Assert.Equal((attempt, attempt == DeliverySchedule.MostAttempts, "Connection refused"), (tried.Attempts, tried.IsGivenUp, tried.LastError));
            if (tried.DueAt is { } due)
                bench.Time.SetUtcNow(due);
        }

        Assert.InRange((bench.Time.GetUtcNow() - began).TotalHours, 18, 36);
    }

    [Fact]
    public async Task Settle_DeadReceiver_TriesOnceAndTellsWhatIsLeft()
    {
        await using var bench = await NotificationBench.StartAsync();
        await using var receiver = new WebhookReceiver();
        var sweep = await bench.SubmitAsync(new NotifyTarget($"http://127.0.0.1:{FreePort.Next()}/"), new NotifyTarget(receiver.Url));
        var other = await bench.SubmitAsync(new NotifyTarget(receiver.Url));
        foreach (var id in new[] { sweep.Id, other.Id })
            await bench.Store.ChangeStateAsync(id, SweepState.Cancelled, null, Cancellation);
        var dispatcher = bench.Dispatcher();
        var left = Assert.Single(await dispatcher.SettleAsync(sweep.Id, TimeSpan.FromSeconds(20), Cancellation));
        Assert.Equal((1, "Connection refused", false), (left.Attempts, left.LastError, left.IsGivenUp));
        Assert.Equal(0, (await bench.OnlyAsync(other.Id)).Attempts);
        Assert.Single(receiver.Received);
    }

    [Fact]
    public async Task Compose_SweepThatIsDamaged_IsToldInShort()
    {
        await using var bench = await NotificationBench.StartAsync();
        await using var receiver = new WebhookReceiver();
        var sweep = await bench.SubmitAsync(new NotifyTarget(receiver.Url));
        await bench.Store.ChangeStateAsync(sweep.Id, SweepState.Failed, "planned_trials: 7 are not the 2 of the spec", Cancellation);
        await bench.ExecuteAsync("UPDATE sweeps SET planned_trials = 7");
        await bench.Dispatcher().SendDueAsync(Cancellation);
        var data = Assert.Single(receiver.Received).Json.GetProperty("data");
        Assert.Equal((sweep.Id, "failed"), (data.GetProperty("sweep_id").GetGuid(), data.GetProperty("state").GetString()));
        Assert.Contains("planned_trials", data.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.False(data.TryGetProperty("trials", out _));
    }
}
