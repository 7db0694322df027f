using Sweep.Core.Sweeps;
using Sweep.Service.Answers;
using Sweep.Service.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Tests.Service;

/// <summary>What pages and programs do with sweeps as a whole: list them, write notes to them, delete them.</summary>
public sealed class SweepUpkeepTests : ResultBench
{
    [Fact]
    public async Task List_Pages_HaveTotalsBestAndNotes()
    {
        List<SweepRecord> sweeps = [];
        for (var k = 0; k < 5; k++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            sweeps.Add(await FilledSweeps.SubmitAsync(_store, FilledSweeps.Spec($"sweep {k}"), All[..(k * 10)]));
        }

        await _service.NoteAsync(sweeps[3], "look here", _cancellation);
        await _service.TagAsync(sweeps[3], ["b", "a"], [], _cancellation);
        List<ListedSweep> read = [];
        for (var query = new SweepQuery { PageSize = 2 }; ;)
        {
            var page = (await _service.ListAsync(query, _cancellation)).Require();
            read.AddRange(page.Sweeps);
            if (page.NextPageToken is not { } next)
                break;
            query = query with { PageToken = next };
        }

        Assert.Equal(sweeps.Select(sweep => sweep.Id).Reverse(), read.Select(listed => listed.Sweep.Id));
        Assert.Equal([40, 30, 20, 10, 0], read.Select(listed => listed.Totals.Completed));
        Assert.Equal((null, "look here"), (read[^1].Best, read[1].Notes.Note));
        Assert.Equal(["a", "b"], read[1].Notes.Tags);
        Assert.Equal(All[..30].Min(number => FilledSweeps.Trial(sweeps[3], number).BestObjective), read[1].Best);
        var named = (await _service.ListAsync(new() { Tags = ["a"], NameContains = "SWEEP" }, _cancellation)).Require().Sweeps;
        Assert.Equal([sweeps[3].Id], named.Select(listed => listed.Sweep.Id));
        Assert.Empty((await _service.ListAsync(new() { States = [SweepState.Failed] }, _cancellation)).Require().Sweeps);
    }

    [Fact]
    public async Task List_ThingsWrong_AreAllTold()
    {
        var refusal = (await _service.ListAsync(
            new() { PageSize = 1001, PageToken = "?", NameContains = "a\0", Tags = ["", new string('x', 65), "a\nb"] }, _cancellation)).Refusal!;
        Assert.Equal(["page_size", "name", "tag", "tag", "tag", "page_token"], refusal.Problems.Select(problem => problem.Place));
    }

    [Fact]
    public async Task List_SweepThatRuns_ShowsWhatCameSinceOnceTimeHasPassed()
    {
        var sweep = await FilledSweeps.SubmitAsync(_store, FilledSweeps.Spec(), All[..5]);
        Assert.Equal(5, (await _service.ListAsync(new(), _cancellation)).Require().Sweeps[0].Totals.Completed);
        await FilledSweeps.CommitAsync(_store, sweep, All[5..9]);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(9, (await _service.ListAsync(new(), _cancellation)).Require().Sweeps[0].Totals.Completed);
    }

    [Fact]
    public async Task Notes_WrittenAndTakenAway_AreAsWritten()
    {
        var sweep = await FilledSweeps.SubmitAsync(_store, FilledSweeps.Spec(), []);
        Assert.Equal((0, ""), (await _service.NotesAsync(sweep, _cancellation)) is var none ? (none.Tags.Count, none.Note) : default);
        await _service.NoteAsync(sweep, "one\ntwo", _cancellation);
        await _service.TagAsync(sweep, ["x", "y"], [], _cancellation);
        Assert.Equal(["y"], (await _service.TagAsync(sweep, [], ["x"], _cancellation)).Require().Tags);
        Assert.Equal("one\ntwo", (await _service.NotesAsync(sweep, _cancellation)).Note);
        Assert.Equal("", (await _service.NoteAsync(sweep, "", _cancellation)).Require().Note);

        Assert.Equal(RefusalKind.Invalid, (await _service.NoteAsync(sweep, new string('é', (32 << 10) + 1), _cancellation)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await _service.NoteAsync(sweep, "\ud800", _cancellation)).Refusal!.Kind);
        var many = (await _service.TagAsync(sweep, [.. Enumerable.Range(0, 32).Select(k => $"{k}")], [], _cancellation)).Refusal!;
        Assert.Contains("would have 33 tags, and at most 32 are kept", many.Messages[0], StringComparison.Ordinal);
        Assert.Equal(2, (await _service.TagAsync(sweep, [""], ["\t"], _cancellation)).Refusal!.Problems.Count);
    }

    [Fact]
    public async Task Delete_SweepThatRuns_IsRefusedWithTheRemedy()
    {
        var sweep = await FilledSweeps.SubmitAsync(_store, FilledSweeps.Spec(), []);
        var refusal = (await _service.DeleteAsync(sweep, _cancellation)).Refusal!;
        Assert.Equal(RefusalKind.NotAllowed, refusal.Kind);
        Assert.EndsWith("is running: only a sweep that has ended can be deleted; cancel it first", refusal.Messages[0], StringComparison.Ordinal);
        Assert.NotNull(await _store.FindSweepAsync(sweep.Id, _cancellation));
    }

    [Fact]
    public async Task Delete_SweepThatHasEnded_LeavesNothingAndIsGone()
    {
        var sweep = await EndedAsync();
        await _service.TableAsync(sweep, _cancellation);
        var deleted = (await _service.DeleteAsync(sweep, _cancellation)).Require();
        Assert.Equal((sweep.Id, "filled", 60), (deleted.SweepId, deleted.Name, deleted.Trials));
        Assert.Equal(RefusalKind.Gone, (await _service.DeleteAsync(sweep, _cancellation)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Gone, (await _service.TrialsAsync(sweep, new(), _cancellation)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Gone, (await _service.NoteAsync(sweep, "x", _cancellation)).Refusal!.Kind);
        await Assert.ThrowsAsync<RefusalException>(() => _service.TableAsync(sweep, _cancellation));
        Assert.Empty((await _service.ListAsync(new(), _cancellation)).Require().Sweeps);
    }

    [Fact]
    public async Task Delete_StoppedInTheMidst_GoesOnWhenItIsCalledAgainOrFinished()
    {
        var (one, two) = (await EndedAsync(), await EndedAsync());
        foreach (var sweep in new[] { one, two })
        {
            await _store.MarkDeletedAsync(sweep.Id, null, _cancellation);
            Assert.Equal(25, (await _store.DeletePieceAsync(sweep.Id, 25, _cancellation)).Trials);
            Assert.Equal(RefusalKind.Gone, (await _service.TrialsAsync(sweep, new(), _cancellation)).Refusal!.Kind);
        }

        Assert.Equal(35, (await _service.DeleteAsync(one, _cancellation)).Require().Trials);
        Assert.Equal([two.Id], await _service.FinishDeletionsAsync(_cancellation));
        Assert.Empty(await _service.FinishDeletionsAsync(_cancellation));
    }

    private async Task<SweepRecord> EndedAsync()
    {
        var sweep = await FilledSweeps.SubmitAsync(_store, FilledSweeps.Spec(), All);
        return (await _store.ChangeStateAsync(sweep.Id, SweepState.Cancelled, null, _cancellation)).Sweep!;
    }
}
