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
