using Sweep.Storage.Sweeps;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    [Fact]
    public async Task Notes_Written_ReadBackForThoseSweeps()
    {
        var (one, two, bare) = ((await SubmitAsync()).Id, (await SubmitAsync()).Id, (await SubmitAsync()).Id);
        Assert.Equal("first\nline", (await Store.WriteNoteAsync(one, "first\nline", Cancellation))!.Note);
        Assert.Equal("größer", (await Store.WriteNoteAsync(one, "größer", Cancellation))!.Note);
        Assert.Equal(["a", "b c", "é"], (await Store.ChangeTagsAsync(two, ["é", "b c", "a"], ["none"], 3, Cancellation))!.Tags);
        var read = await Store.ReadNotesAsync([one, two, bare, Guid.NewGuid()], Cancellation);
        Assert.Equal(new[] { one, two }.Order(), read.Keys.Order());
        Assert.Equal(("größer", 0), (read[one].Note, read[one].Tags.Count));
        Assert.Equal(["a", "b c", "é"], read[two].Tags);
        Assert.Empty(await Store.ReadNotesAsync([], Cancellation));
    }

    [Fact]
    public async Task ChangeTags_MoreThanAreAllowed_ChangesNothing()
    {
        var id = (await SubmitAsync()).Id;
        await Store.ChangeTagsAsync(id, ["a", "b"], [], 3, Cancellation);
        Assert.Equal(4, (await Store.ChangeTagsAsync(id, ["c", "d"], [], 3, Cancellation))!.Tags.Count);
        Assert.Equal(["a", "b"], (await Store.ReadNotesAsync([id], Cancellation))[id].Tags);

        // What is taken away makes room, and what is added stays also where it is taken away.
        Assert.Equal(["b", "c", "d"], (await Store.ChangeTagsAsync(id, ["b", "c", "d"], ["a", "b"], 3, Cancellation))!.Tags);
        Assert.Equal(["b", "c", "d"], (await Store.ReadNotesAsync([id], Cancellation))[id].Tags);
    }

    [Fact]
    public async Task ChangeTags_ByManyAtOnce_NeverExceedsTheMost()
    {
        var id = (await SubmitAsync()).Id;
        await using var other = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(k => (k % 2 == 0 ? Store : other).ChangeTagsAsync(id, [$"tag {k}"], [], 5, Cancellation)));
        Assert.Equal(5, (await Store.ReadNotesAsync([id], Cancellation))[id].Tags.Count);
    }

    [Fact]
    public async Task Notes_SweepThatIsGone_AreNone()
    {
        Assert.Null(await Store.WriteNoteAsync(Guid.NewGuid(), "note", Cancellation));
        Assert.Null(await Store.ChangeTagsAsync(Guid.NewGuid(), ["a"], [], 3, Cancellation));
    }

    [Fact]
    public async Task ListSweeps_ByNameTagsAndPlace_AreThoseNewestFirst()
    {
        List<Guid> ids = [];
        for (var k = 0; k < 6; k++)
        {
            // Two are of one moment, so that the id decides.
            Time.Advance(TimeSpan.FromSeconds(k % 2));
            var sweep = await Store.SubmitAsync(Samples.Sweep() with { Name = $"Sweep_{(k < 4 ? "Early" : "LATE")} {k}" }, Cancellation);
            ids.Add(sweep.Id);
            await Store.ChangeTagsAsync(sweep.Id, k % 2 == 0 ? ["even", "all"] : ["all"], [], 5, Cancellation);
        }

        async Task<List<int>> ListAsync(SweepFilter filter) => [.. (await Store.ListSweepsAsync(filter, Cancellation)).Select(sweep => ids.IndexOf(sweep.Id))];
        Assert.Equal([3, 2, 1, 0], await ListAsync(new() { NameContains = "_early" }));
        Assert.Empty(await ListAsync(new() { NameContains = "%' OR 1=1" }));
        Assert.Equal([4, 2, 0], await ListAsync(new() { Tags = ["all", "even"] }));
        Assert.Equal([4], await ListAsync(new() { Tags = ["even"], NameContains = "late" }));
        Assert.Empty(await ListAsync(new() { Tags = ["even", "odd"] }));
        List<int> walked = [];
        for ((DateTimeOffset, Guid)? behind = null; ;)
        {
            var page = await Store.ListSweepsAsync(new SweepFilter(Limit: 1) { Behind = behind }, Cancellation);
            if (page is not [var sweep])
                break;
            walked.Add(ids.IndexOf(sweep.Id));
            behind = (sweep.CreatedAt, sweep.Id);
        }

        Assert.Equal(await ListAsync(new()), walked);
        Assert.Equal(6, walked.Distinct().Count());
    }
}
