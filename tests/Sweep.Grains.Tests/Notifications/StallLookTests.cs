using Sweep.Core.Notifications;
using Sweep.Core.Sweeps;
using Sweep.Grains.Notifications;
using Sweep.Grains.Tests.Storage;
using Sweep.Grains.Tests.Sweeps;
using Sweep.Testing.Webhooks;

namespace Sweep.Grains.Tests.Notifications;

public sealed class StallLookTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Look_SweepWithoutProgress_IsToldOncePerStall()
    {
        await using var bench = await NotificationBench.StartAsync();
        await using var receiver = new WebhookReceiver();
        var sweep = await bench.SubmitAsync(new NotifyTarget(receiver.Url));
        var looks = new[] { Look(bench), Look(bench) };
        await LookAsync(bench, looks, TimeSpan.FromMinutes(14.9), expected: 0, sweep.Id);
        await LookAsync(bench, looks, TimeSpan.FromMinutes(0.2), expected: 1, sweep.Id);
        await LookAsync(bench, looks, TimeSpan.FromHours(5), expected: 1, sweep.Id);

        // A trial is committed, and then again nothing.
        var finished = bench.Time.GetUtcNow();
        await bench.Store.CommitAsync([Samples.Completed(sweep.Id, 0) with { FinishedAt = finished }], [], Cancellation);
        await LookAsync(bench, looks, TimeSpan.FromMinutes(14.9), expected: 1, sweep.Id);
        await LookAsync(bench, looks, TimeSpan.FromMinutes(15.2), expected: 2, sweep.Id);
        await bench.Dispatcher().SendDueAsync(Cancellation);
        var data = receiver.Received.Select(message => message.Json).Single(json =>
            json.GetProperty("data").GetProperty("last_progress_at").GetDateTimeOffset() == finished).GetProperty("data");
        Assert.Equal(("running", 1), (data.GetProperty("state").GetString(), data.GetProperty("trials").GetProperty("completed").GetInt64()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, data.GetProperty("finished_at").ValueKind);
    }

    [Fact]
    public async Task Look_PausedSweep_IsNotStalledWhenItGoesOn()
    {
        await using var bench = await NotificationBench.StartAsync();
        var sweep = await bench.SubmitAsync(new NotifyTarget("https://a.example"));
        StallLook[] looks = [Look(bench)];
        await bench.Store.ChangeStateAsync(sweep.Id, SweepState.Paused, null, Cancellation);
        await LookAsync(bench, looks, TimeSpan.FromDays(1), expected: 0, sweep.Id);
        await bench.Store.ChangeStateAsync(sweep.Id, SweepState.Running, null, Cancellation);
        await LookAsync(bench, looks, TimeSpan.FromMinutes(14), expected: 0, sweep.Id);
        await LookAsync(bench, looks, TimeSpan.FromMinutes(2), expected: 1, sweep.Id);
    }

    [Fact]
    public async Task Look_ReceiversWithTimesOfTheirOwn_AreToldInTurn()
    {
        await using var bench = await NotificationBench.StartAsync();
        var sweep = await bench.SubmitAsync(
            new NotifyTarget("https://a.example") { After = TimeSpan.FromHours(2) }, new NotifyTarget("https://b.example") { After = TimeSpan.FromMinutes(1) });
        StallLook[] looks = [Look(bench)];
        await LookAsync(bench, looks, TimeSpan.FromMinutes(1), expected: 1, sweep.Id);
        Assert.Equal("https://b.example", (await bench.OnlyAsync(sweep.Id)).Url);
        await LookAsync(bench, looks, TimeSpan.FromHours(2), expected: 2, sweep.Id);
    }

    private static StallLook Look(NotificationBench bench) => new(bench.Store, bench.Options, new LivingSilos(), bench.Time);

    private static async Task LookAsync(NotificationBench bench, StallLook[] looks, TimeSpan later, int expected, Guid sweep)
    {
        bench.Time.Advance(later);
        foreach (var look in looks)
            await look.LookAsync(Cancellation);
        Assert.Equal(expected, (await bench.Store.ReadNotificationsAsync(sweep, Cancellation)).Count);
    }
}
