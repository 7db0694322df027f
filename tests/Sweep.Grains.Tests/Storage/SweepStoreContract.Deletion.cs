using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Storage;
using Sweep.Storage.Sweeps;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    private static readonly string[] TablesOfSweeps =
        ["sweeps", "trials", "loss_curves", "metric_curves", "runs", "attempts", "checkpoints", "checkpoint_curves", "leases", "sweep_notes", "sweep_tags", "notifications"];

    [Theory]
    [InlineData(SweepState.Running, false)]
    [InlineData(SweepState.Paused, false)]
    [InlineData(SweepState.Completed, true)]
    [InlineData(SweepState.Failed, true)]
    [InlineData(SweepState.Cancelled, true)]
    public async Task MarkDeleted_ByState_OnlyThoseThatHaveEnded(SweepState state, bool isMarked)
    {
        var id = (await SubmitAsync()).Id;
        await Store.ChangeStateAsync(id, state, null, Cancellation);
        Assert.Equal(isMarked, await Store.MarkDeletedAsync(id, null, Cancellation));
        Assert.Equal(isMarked, await Store.MarkDeletedAsync(id, null, Cancellation));
        Assert.Equal(isMarked ? [id] : [], await Store.ListDeletedAsync(Cancellation));
        Assert.Equal(!isMarked, await Store.FindSweepAsync(id, Cancellation) is not null);
        Assert.Equal(isMarked ? 0 : 1, (await Store.ListSweepsAsync(new SweepFilter(), Cancellation)).Count);
        Assert.False(await Store.MarkDeletedAsync(Guid.NewGuid(), null, Cancellation));
        if (!isMarked)
            Assert.True((await Store.DeletePieceAsync(id, 10, Cancellation)).IsGone);
        Assert.Equal(1L, await CountAsync("SELECT count(*) FROM sweeps"));
    }

    [Fact]
    public async Task MarkExpired_ByEndAndTags_TakesTheNewestOfThoseThatEndedLongAgo()
    {
        List<Guid> ids = [];
        SweepState?[] ends =
            [null, SweepState.Cancelled, SweepState.Failed, SweepState.Cancelled, SweepState.Failed, SweepState.Completed, SweepState.Cancelled];
        foreach (var state in ends)
        {
            ids.Add((await Store.SubmitAsync(Samples.Sweep(key: $"key {ids.Count}"), Cancellation)).Id);
            Time.Advance(TimeSpan.FromDays(1));
            if (state is { } end)
                await Store.ChangeStateAsync(ids[^1], end, "why", Cancellation);
        }

        await Store.ChangeTagsAsync(ids[1], ["keep", "old"], [], 5, Cancellation);
        await Store.ChangeTagsAsync(ids[2], ["Keep", "other"], [], 5, Cancellation);
        await Store.ChangeStateAsync(ids[4], SweepState.Running, null, Cancellation);
        async Task<int?> MarkAsync(double days, params string[] tags) =>
            await Store.MarkExpiredAsync(TimeSpan.FromDays(days), tags, Cancellation) is { } sweep ? ids.IndexOf(sweep.Id) : null;
        Assert.Null(await MarkAsync(8));
        Assert.Null(await MarkAsync(4.5, "keep", "other"));
        Assert.Equal(2, await MarkAsync(3.5, "keep", "none"));
        Assert.Equal(3, await MarkAsync(2.5, "keep"));
        Assert.Null(await MarkAsync(2.5, "keep"));

        // One that was resumed counts from its next end.
        await Store.ChangeStateAsync(ids[4], SweepState.Failed, "again", Cancellation);
        Assert.Null(await MarkAsync(1.5, "keep"));
        Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(6, await MarkAsync(1.5, "keep"));
        Assert.Equal(5, await MarkAsync(1.5, "keep"));
        Assert.Equal(4, await MarkAsync(1.5, "keep"));
        Assert.Null(await MarkAsync(1.5, "keep"));
        Assert.Equal([2, 3, 4, 5, 6], (await Store.ListDeletedAsync(Cancellation)).Select(id => ids.IndexOf(id)));
        await Store.ChangeTagsAsync(ids[1], [], ["keep"], 5, Cancellation);
        var marked = await Store.MarkExpiredAsync(TimeSpan.FromDays(3.5), ["keep"], Cancellation);
        Assert.Equal((ids[1], Samples.Sweep().Name), (marked!.Id, marked.Name));
        Assert.NotEqual(ids[1], (await Store.SubmitAsync(Samples.Sweep(key: "key 1"), Cancellation)).Id);
    }

    [Fact]
    public async Task MarkExpired_ByTwoAtOnce_GivesEachSweepToOne()
    {
        var ids = new List<Guid>();
        for (var k = 0; k < 20; k++)
        {
            ids.Add((await SubmitAsync()).Id);
            await Store.ChangeStateAsync(ids[^1], SweepState.Cancelled, null, Cancellation);
        }

        Time.Advance(TimeSpan.FromDays(1));
        await using var other = await OpenAsync();
        async Task<List<Guid>> MarkAllAsync(ISweepStore store)
        {
            List<Guid> marked = [];
            while (await store.MarkExpiredAsync(TimeSpan.FromHours(1), [], Cancellation) is { } sweep)
                marked.Add(sweep.Id);
            return marked;
        }

        var both = await Task.WhenAll(Task.Run(() => MarkAllAsync(Store)), Task.Run(() => MarkAllAsync(other)));
        Assert.Equal(ids.Order(), both.SelectMany(marked => marked).Order());
    }

    [Fact]
    public async Task MarkedSweep_IsNeitherResumedNorReusedNorNoted()
    {
        var submitted = await Store.SubmitAsync(Samples.Sweep(key: "key"), Cancellation);
        await CommitAsync(Samples.Completed(submitted.Id, 0), Samples.Failed(submitted.Id, 1));
        await Store.ChangeStateAsync(submitted.Id, SweepState.Failed, "why", Cancellation);
        await Store.MarkDeletedAsync(submitted.Id, null, Cancellation);
        Assert.Equal(new StateChange(false, null, null), await Store.ChangeStateAsync(submitted.Id, SweepState.Running, null, Cancellation));
        Assert.Null(await Store.WriteNoteAsync(submitted.Id, "note", Cancellation));

        var again = await Store.SubmitAsync(Samples.Sweep(key: "key"), Cancellation);
        Assert.NotEqual(submitted.Id, again.Id);
        Assert.Empty(await Store.ReadReuseSourcesAsync(again.Id, Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task ForgetFailed_OfAMarkedSweep_DoesNotSetItRunning()
    {
        var (id, epoch) = await OwnAsync(planned: 1);
        await CommitAsync(Samples.Failed(id, 0));
        Assert.True(await Store.CompleteAsync(id, epoch, Cancellation));
        await Store.MarkDeletedAsync(id, null, Cancellation);
        await Store.ForgetFailedAsync(id, Cancellation);
        Assert.Equal(1L, await CountAsync("SELECT count(*) FROM sweeps WHERE state = 'completed'"));
    }

    [Fact]
    public async Task DeletePiece_UntilItIsGone_LeavesNothingOfItAndAllOfOthers()
    {
        var (kept, deleted) = (await FilledAsync(), await FilledAsync());
        var before = await CountAllAsync(deleted);
        Assert.All(before.Where(table => table.Key != "leases"), table => Assert.True(table.Value > 0, table.Key));
        Assert.Equal(before, await CountAllAsync(kept));
        Assert.True(await Store.MarkDeletedAsync(deleted, null, Cancellation));
        var (trials, pieces) = (0L, 0);
        for (DeletedPiece piece = default; !piece.IsGone; pieces++)
        {
            piece = await Store.DeletePieceAsync(deleted, 3, Cancellation);
            trials += piece.Trials;

            // A trial and its curves go together.
            Assert.Equal(
                await CountAsync($"SELECT count(*) FROM trials WHERE sweep_id = '{deleted}' AND state = 'completed'"),
                await CountAsync($"SELECT count(*) FROM (SELECT number FROM loss_curves WHERE sweep_id = '{deleted}' UNION SELECT number FROM metric_curves WHERE sweep_id = '{deleted}') c"));
        }

        Assert.Equal(before["trials"], trials);
        Assert.True(pieces > 4);
        Assert.All(await CountAllAsync(deleted), table => Assert.Equal(0, table.Value));
        Assert.Equal(before, await CountAllAsync(kept));
        Assert.Equal(new DeletedPiece(0, IsGone: true), await Store.DeletePieceAsync(deleted, 3, Cancellation));
        Assert.Empty(await Store.ListDeletedAsync(Cancellation));
    }

    [Fact]
    public async Task DeletePiece_LateCommit_GoesWithTheSweep()
    {
        var id = await FilledAsync();
        await Store.MarkDeletedAsync(id, null, Cancellation);
        await Store.DeletePieceAsync(id, 1000, Cancellation);
        await CommitAsync(Samples.Completed(id, 9));
        while (!(await Store.DeletePieceAsync(id, 1000, Cancellation)).IsGone)
        {
        }

        Assert.All(await CountAllAsync(id), table => Assert.Equal(0, table.Value));
    }

    [Fact]
    public async Task DeletePiece_ByTwoAtOnceBesideReuse_CopiesWholeTrialsOrNone()
    {
        var source = await FilledAsync();
        var (id, epoch) = await OwnAsync();
        await using var other = await OpenAsync();
        await Store.MarkDeletedAsync(source, null, Cancellation);
        async Task DeleteAsync(ISweepStore store)
        {
            while (!(await store.DeletePieceAsync(source, 1, Cancellation)).IsGone)
                await Task.Yield();
        }

        var deleting = Task.WhenAll(DeleteAsync(Store), DeleteAsync(other));
        for (var number = 7; number >= 0; number--)
            await Store.ReuseAsync(id, epoch, [Wanted(number, source, number)], Cancellation);
        await deleting;
        var copied = await ReadTrialsAsync(id);
        Assert.All(copied, row => Assert.Equal(id, row.SweepId));
        var curves = (await Store.ReadCurvesAsync(id, null, Cancellation).ToListAsync(Cancellation)).Select(curve => curve.Number);
        Assert.Equal(copied.Select(row => row.Trial.Number), curves.Concat((await MetricsAsync(id)).Select(metric => metric.Number)).Order());
        Assert.All(await CountAllAsync(source), table => Assert.Equal(0, table.Value));
    }

    /// <summary>A failed sweep with rows in every table; its leases went when it failed.</summary>
    private async Task<Guid> FilledAsync()
    {
        var id = await SubmitToldAsync();
        var epoch = (await Store.TryAcquireAsync(id, "owner-a", Term, null, Cancellation)).Sweep!.Epoch;
        await CommitAsync(
        [
            .. Enumerable.Range(0, 6).Select(number => Samples.Completed(id, number) with
            {
                Trial = Samples.Definition(number) with { Replicate = (uint)number },
            }),
            Measured(id, 6, Metric("reward", 1, 2)), Samples.Failed(id, 7),
        ]);
        var lease = Samples.Lease(id, epoch, new NumberRange(8, 10));
        Assert.True(await Store.GrantLeasesAsync([lease], epoch, Cancellation));
        await Store.LoseTrialsAsync(lease.Id, [8, 9], new LeaseLoss(LossCause.SiloLost, "gone"), Cancellation);
        Assert.NotNull(await Store.SaveCheckpointAsync(Checkpoint(id, 8, 3, 0, 3), Cancellation));
        Assert.NotNull(await Store.SaveCheckpointAsync(Checkpoint(id, 9, 3, 0, 3), Cancellation));
        await Store.ChangeTagsAsync(id, ["tag"], [], 5, Cancellation);
        await Store.ChangeStateAsync(id, SweepState.Failed, "why", Cancellation);
        return id;
    }

    private async Task<Dictionary<string, long>> CountAllAsync(Guid id)
    {
        Dictionary<string, long> counts = [];
        foreach (var table in TablesOfSweeps)
            counts[table] = await CountAsync($"SELECT count(*) FROM {table} WHERE {(table == "sweeps" ? "id" : "sweep_id")} = '{id}'");
        return counts;
    }
}
