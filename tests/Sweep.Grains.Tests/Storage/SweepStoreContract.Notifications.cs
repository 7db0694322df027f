using Sweep.Core.Notifications;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Storage.Notifications;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    private const string Hook = "https://a.example/hooks?token=1";

    private static readonly TimeSpan Claim = TimeSpan.FromSeconds(30);
    private static readonly DeliveryDecision Taken = new(true, null);

    [Theory]
    [InlineData(SweepState.Failed, NotifyEvent.Failed, "disk full")]
    [InlineData(SweepState.Cancelled, NotifyEvent.Cancelled, null)]
    public async Task ChangeState_ToAnEnd_WritesToThoseWhoAreToBeTold(SweepState state, NotifyEvent happened, string? error)
    {
        var id = await SubmitToldAsync(events: $"\"{state.ToName()}\"");
        var deaf = await SubmitToldAsync(events: "\"completed\",\"stalled\"");
        var silent = (await SubmitAsync()).Id;
        Time.Advance(TimeSpan.FromSeconds(5));
        foreach (var sweep in new[] { id, deaf, silent })
            await Store.ChangeStateAsync(sweep, state, error, Cancellation);
        var written = Assert.Single(await Store.ReadNotificationsAsync(id, Cancellation));
        var at = Samples.Start.AddSeconds(5);
        Assert.Equal(
            new NotificationRecord(written.Id, id, happened, error, at, Hook, "KEY", null, 0, at, null, null, null, at), written);
        Assert.Empty(await Store.ReadNotificationsAsync(deaf, Cancellation));
        Assert.Empty(await Store.ReadNotificationsAsync(silent, Cancellation));
    }

    [Fact]
    public async Task Complete_WithReceivers_WritesToEachOnce()
    {
        var id = await SubmitToldAsync(planned: 1, events: "\"completed\"", more: """,{"url":"https://b.example","events":["completed"]}""");
        var epoch = (await Store.TryAcquireAsync(id, "owner-a", Term, null, Cancellation)).Sweep!.Epoch;
        Assert.False(await Store.CompleteAsync(id, epoch, Cancellation));
        Assert.Empty(await Store.ReadNotificationsAsync(id, Cancellation));
        await CommitAsync(Samples.Failed(id, 0));
        Assert.True(await Store.CompleteAsync(id, epoch, Cancellation));
        Assert.False(await Store.CompleteAsync(id, epoch, Cancellation));
        var written = await Store.ReadNotificationsAsync(id, Cancellation);
        Assert.Equal([(Hook, "KEY"), ("https://b.example", null)], written.Select(one => (one.Url, one.Secret)).Order());

        // It runs again, and comes to another end.
        Time.Advance(TimeSpan.FromSeconds(5));
        await Store.ForgetFailedAsync(id, Cancellation);
        await CommitAsync(Samples.Completed(id, 0));
        Assert.True(await Store.CompleteAsync(id, epoch + 1, Cancellation));
        Assert.Equal(4, (await Store.ReadNotificationsAsync(id, Cancellation)).Count);
    }

    [Fact]
    public async Task ChangeState_NoEndOrNotAllowed_WritesNothing()
    {
        var id = await SubmitToldAsync();
        await Store.ChangeStateAsync(id, SweepState.Paused, null, Cancellation);
        await Store.ChangeStateAsync(id, SweepState.Running, null, Cancellation);
        Assert.Empty(await Store.ReadNotificationsAsync(id, Cancellation));
        await Store.ChangeStateAsync(id, SweepState.Cancelled, null, Cancellation);
        await Store.ChangeStateAsync(id, SweepState.Cancelled, null, Cancellation);
        await Store.ChangeStateAsync(id, SweepState.Failed, "late", Cancellation);
        Assert.Single(await Store.ReadNotificationsAsync(id, Cancellation));
    }

    [Fact]
    public async Task ChangeState_SpecThatSomebodyHasDamaged_EndsAllTheSame()
    {
        var id = await SubmitToldAsync(more: ",5");
        Assert.True((await Store.ChangeStateAsync(id, SweepState.Cancelled, null, Cancellation)).Changed);
        Assert.Empty(await Store.ReadNotificationsAsync(id, Cancellation));
        Assert.Empty(await Store.ListStallWatchesAsync(Cancellation));
    }

    [Fact]
    public async Task Claim_Due_IsNobodyElsesUntilItsTimeIsOver()
    {
        var id = await CancelledAsync();
        var claimed = Assert.Single(await Store.ClaimNotificationsAsync(id, Claim, 10, Cancellation));
        Assert.Equal((1, Samples.Start + Claim), (claimed.Attempts, claimed.DueAt));
        Assert.Empty(await Store.ClaimNotificationsAsync(null, Claim, 10, Cancellation));
        Time.Advance(Claim - TimeSpan.FromSeconds(1));
        Assert.Empty(await Store.ClaimNotificationsAsync(id, Claim, 10, Cancellation));

        // Whoever had it was killed.
        Time.Advance(TimeSpan.FromSeconds(1));
        var again = Assert.Single(await Store.ClaimNotificationsAsync(id, Claim, 10, Cancellation));
        Assert.Equal((claimed.Id, 2), (again.Id, again.Attempts));
        Assert.False(await Store.ReportDeliveryAsync(new(claimed.Id, 1, "late", new(204), Taken), Cancellation));
        Assert.Null(Assert.Single(await Store.ReadNotificationsAsync(id, Cancellation)).DeliveredAt);
        Assert.True(await Store.ReportDeliveryAsync(new(claimed.Id, 2, "{}", new(204), Taken), Cancellation));
    }

    [Fact]
    public async Task Claim_ManyAtOnceFromTwoStores_EachNotificationOnce()
    {
        for (var k = 0; k < 5; k++)
            await CancelledAsync();
        await using var other = await OpenAsync();
        List<Guid> ids = [];
        while (ids.Count < 5)
        {
            // Of two who want the same, one may come away with nothing.
            var claims = await Task.WhenAll(
                Enumerable.Range(0, 8).Select(k => (k % 2 == 0 ? Store : other).ClaimNotificationsAsync(null, Claim, 2, Cancellation)));
            Assert.All(claims, claim => Assert.InRange(claim.Count, 0, 2));
            ids.AddRange(claims.SelectMany(claim => claim).Select(one => one.Id));
        }

        Assert.Equal(5, ids.Distinct().Count());
        Assert.Empty(await Store.ClaimNotificationsAsync(null, Claim, 2, Cancellation));
    }

    [Fact]
    public async Task Report_OfEachKind_SaysWhatComesNext()
    {
        var id = await CancelledAsync();
        var claimed = Assert.Single(await Store.ClaimNotificationsAsync(id, Claim, 10, Cancellation));
        Assert.True(await Store.ReportDeliveryAsync(
            new(claimed.Id, 1, "first", new(503), new DeliveryDecision(false, TimeSpan.FromSeconds(90))), Cancellation));
        var waiting = Assert.Single(await Store.ReadNotificationsAsync(id, Cancellation));
        Assert.Equal(
            ("first", 503, "it answered 503", Samples.Start.AddSeconds(90), false),
            (waiting.Body, waiting.LastStatus, waiting.LastError, waiting.DueAt!.Value, waiting.IsGivenUp));
        Time.Advance(TimeSpan.FromSeconds(89));
        Assert.Empty(await Store.ClaimNotificationsAsync(id, Claim, 10, Cancellation));
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("first", Assert.Single(await Store.ClaimNotificationsAsync(id, Claim, 10, Cancellation)).Body);
        Assert.True(await Store.ReportDeliveryAsync(new(claimed.Id, 2, "second", new(null, "Connection refused"), default), Cancellation));
        var over = Assert.Single(await Store.ReadNotificationsAsync(id, Cancellation));
        Assert.Equal(("first", null, "Connection refused", null, true), (over.Body, over.LastStatus, over.LastError, over.DueAt, over.IsGivenUp));
        Time.Advance(TimeSpan.FromDays(9));
        Assert.Empty(await Store.ClaimNotificationsAsync(id, Claim, 10, Cancellation));
    }

    [Fact]
    public async Task Report_Delivered_IsOver()
    {
        var id = await CancelledAsync();
        var claimed = Assert.Single(await Store.ClaimNotificationsAsync(id, Claim, 10, Cancellation));
        Time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await Store.ReportDeliveryAsync(new(claimed.Id, 1, "{}", new(204), Taken), Cancellation));
        Assert.False(await Store.ReportDeliveryAsync(new(claimed.Id, 1, "{}", new(204), Taken), Cancellation));
        var taken = Assert.Single(await Store.ReadNotificationsAsync(id, Cancellation));
        Assert.Equal((Samples.Start.AddSeconds(2), null, 204, null), (taken.DeliveredAt!.Value, taken.DueAt, taken.LastStatus, taken.LastError));
        Time.Advance(TimeSpan.FromDays(9));
        Assert.Empty(await Store.ClaimNotificationsAsync(id, Claim, 10, Cancellation));
    }

    [Fact]
    public async Task DeletedSweep_IsToldToNobody()
    {
        var id = await CancelledAsync();
        await Store.MarkDeletedAsync(id, null, Cancellation);
        Assert.Empty(await Store.ClaimNotificationsAsync(null, Claim, 10, Cancellation));
        while (!(await Store.DeletePieceAsync(id, 10, Cancellation)).IsGone)
        {
        }

        Assert.Empty(await Store.ReadNotificationsAsync(id, Cancellation));
    }

    [Fact]
    public async Task StallWatches_AreRunningSweepsThatSomebodyWantsToKnowOf()
    {
        var id = await SubmitToldAsync(events: "\"stalled\"", more: """,{"url":"https://b.example","events":["failed"]}""");
        await SubmitToldAsync(events: "\"completed\"");
        await SubmitAsync();
        var watch = Assert.Single(await Store.ListStallWatchesAsync(Cancellation));
        Assert.Equal((id, Samples.Start, Hook), (watch.Id, watch.RunningSince, Assert.Single(watch.Targets).Url));
        Time.Advance(TimeSpan.FromHours(1));
        await Store.ChangeStateAsync(id, SweepState.Paused, null, Cancellation);
        Assert.Empty(await Store.ListStallWatchesAsync(Cancellation));
        Time.Advance(TimeSpan.FromHours(1));
        await Store.ChangeStateAsync(id, SweepState.Running, null, Cancellation);
        Assert.Equal(Samples.Start.AddHours(2), Assert.Single(await Store.ListStallWatchesAsync(Cancellation)).RunningSince);
    }

    [Fact]
    public async Task LastProgress_IsOfTrialsAndCheckpoints()
    {
        var (id, epoch) = await OwnAsync();
        Assert.Null(await Store.ReadLastProgressAsync(id, Cancellation));
        await CommitAsync(Samples.Completed(id, 0), Samples.Failed(id, 1));
        Assert.Equal(Samples.Start.AddSeconds(2), await Store.ReadLastProgressAsync(id, Cancellation));
        Time.Advance(TimeSpan.FromMinutes(1));
        await Store.GrantLeasesAsync([Samples.Lease(id, epoch, new NumberRange(4, 5))], epoch, Cancellation);
        await Store.SaveCheckpointAsync(Checkpoint(id, 4, iteration: 30, from: 0, to: 3), Cancellation);
        Assert.Equal(Samples.Start.AddMinutes(1), await Store.ReadLastProgressAsync(id, Cancellation));
    }

    [Fact]
    public async Task AddStalled_OfManyAtOnce_IsWrittenOncePerStall()
    {
        var id = await SubmitToldAsync(events: "\"stalled\"");
        var target = Assert.Single(Assert.Single(await Store.ListStallWatchesAsync(Cancellation)).Targets);
        await using var other = await OpenAsync();
        Time.Advance(TimeSpan.FromHours(1));
        var written = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(k => (k % 2 == 0 ? Store : other).AddStalledAsync(id, target, Samples.Start, Cancellation)));
        Assert.Single(written, one => one);
        Assert.False(await Store.AddStalledAsync(id, target, Samples.Start.AddMinutes(-5), Cancellation));
        var stalled = Assert.Single(await Store.ReadNotificationsAsync(id, Cancellation));
        Assert.Equal((NotifyEvent.Stalled, Samples.Start, Samples.Start.AddHours(1)), (stalled.Event, stalled.HappenedAt, stalled.CreatedAt));

        Assert.True(await Store.AddStalledAsync(id, target, Samples.Start.AddMinutes(5), Cancellation));
        await Store.ChangeStateAsync(id, SweepState.Paused, null, Cancellation);
        Assert.False(await Store.AddStalledAsync(id, target, Samples.Start.AddMinutes(50), Cancellation));
    }

    [Fact]
    public async Task Notifications_EventThatIsNone_IsRefusedByTheDatabase()
    {
        var id = await CancelledAsync();
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => QueryAsync("UPDATE notifications SET event = 'done'"));
        Assert.Equal(NotifyEvent.Cancelled, Assert.Single(await Store.ReadNotificationsAsync(id, Cancellation)).Event);
    }

    private async Task<Guid> CancelledAsync()
    {
        var id = await SubmitToldAsync();
        await Store.ChangeStateAsync(id, SweepState.Cancelled, null, Cancellation);
        return id;
    }

    private async Task<Guid> SubmitToldAsync(long planned = 10, string events = "\"completed\",\"failed\",\"cancelled\",\"stalled\"", string more = "") =>
        (await Store.SubmitAsync(
            Samples.Sweep(planned) with
            {
                CanonicalSpec = $$"""{"name":"patterns","notify":[{"url":"{{Hook}}","events":[{{events}}],"secret":"KEY"}{{more}}],"parameters":[]}""",
            },
            Cancellation)).Id;
}
