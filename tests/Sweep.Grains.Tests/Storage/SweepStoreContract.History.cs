using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Storage.Faults;
using Sweep.Storage.Sweeps;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    private static readonly EarlierResult[] Earlier =
    [
        new("""{"x":0.30000000000000004,"n":3}""", [0.1 + 0.2], null, Guid.CreateVersion7(), 0),
        new("""{"n":64,"x":1E-310}""", [double.NaN], null, Guid.CreateVersion7(), 7),
        new("""{"x":1,"n":1}""", [-1e300], 20, Guid.CreateVersion7(), 1L << 40),
    ];

    [Fact]
    public async Task History_SubmittedWithASweep_IsReadToTheBit()
    {
        var (id, spec) = await BegunAsync();
        var read = await Store.ReadHistoryAsync(id, spec, Cancellation);
        Assert.Equal(EarlierResults.Read(spec, Earlier).Select(Shown), read.Select(Shown));
        Assert.Equal([-3L, -2, -1], read.Select(result => result.Point));
        Assert.Equal(3L, await CountAsync("SELECT count(*) FROM search_history"));
        Assert.Empty(await Store.ReadHistoryAsync(id, spec with { History = null }, Cancellation));

        static string Shown(Core.Samplers.Adaptive.SearchResult result) =>
            FormattableString.Invariant($"{result.Values[0]} {result.Values[1]} {result.Objective:R} {result.IsFailed} {result.PrunedAt}");
    }

    [Fact]
    public async Task History_OfTheSameSubmissionAgain_IsStoredOnce()
    {
        var spec = await HistorySpecAsync();
        var sweep = Samples.Sweep(key: "key") with { History = Earlier };
        await Store.SubmitAsync(sweep, Cancellation);
        await Store.SubmitAsync(sweep, Cancellation);
        await Store.SubmitAsync(sweep with { Id = Guid.CreateVersion7() }, Cancellation);
        Assert.Equal(3L, await CountAsync("SELECT count(*) FROM search_history"));
        Assert.Equal(3, (await Store.ReadHistoryAsync(sweep.Id, spec, Cancellation)).Count);
    }

    [Theory]
    [InlineData("DELETE FROM search_history WHERE place = 1", "the 2 rows of table search_history")]
    [InlineData("UPDATE search_history SET objectives = '[0.25]' WHERE place = 0", "the 3 rows of table search_history")]
    [InlineData("UPDATE search_history SET objectives = '[]' WHERE place = 0", "the 3 rows of table search_history")]
    [InlineData("UPDATE search_history SET parameters = '{\"x\": true}' WHERE place = 0", "the 3 rows of table search_history")]
    [InlineData("UPDATE search_history SET objectives = '{}' WHERE place = 0", "is no list of numbers")]
    public async Task History_ThatSomebodyChanged_IsReportedAsDamage(string change, string words)
    {
        var (id, spec) = await BegunAsync();
        await CountAsync(change + " RETURNING place");
        var damage = await Assert.ThrowsAsync<StoreException>(() => Store.ReadHistoryAsync(id, spec, Cancellation));
        Assert.True(damage.IsDamage);
        Assert.Contains(words, damage.Message, StringComparison.Ordinal);
        Assert.Contains($"{id:d}", damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_OfADeletedSweep_GoesWithIt()
    {
        var (id, _) = await BegunAsync();
        await Store.ChangeStateAsync(id, SweepState.Cancelled, null, Cancellation);
        await Store.MarkDeletedAsync(id, Cancellation);
        Assert.False((await Store.DeletePieceAsync(id, 2, Cancellation)).IsGone);
        Assert.Equal(1L, await CountAsync("SELECT count(*) FROM search_history"));
        while (!(await Store.DeletePieceAsync(id, 2, Cancellation)).IsGone)
        {
        }

        Assert.Equal(0L, await CountAsync("SELECT count(*) FROM search_history"));
    }

    [Fact]
    public async Task ListSweeps_ByTheWholeName_HasThoseAlone()
    {
        var named = await Store.SubmitAsync(Samples.Sweep() with { Name = "first try" }, Cancellation);
        await Store.SubmitAsync(Samples.Sweep() with { Name = "first try 2" }, Cancellation);
        Assert.Equal([named.Id], (await Store.ListSweepsAsync(new SweepFilter { Name = "first try" }, Cancellation)).Select(sweep => sweep.Id));
        Assert.Empty(await Store.ListSweepsAsync(new SweepFilter { Name = "First try" }, Cancellation));
    }

    private async Task<SweepSpec> HistorySpecAsync()
    {
        var (_, _, space) = await SearchAsync();
        return space.Spec with
        {
            History = new HistorySpec(EarlierResults.HashOf(EarlierResults.Read(space.Spec, Earlier)), [new(Earlier[0].Sweep, 3, 0, 0)]),
        };
    }

    private async Task<(Guid Id, SweepSpec Spec)> BegunAsync()
    {
        var spec = await HistorySpecAsync();
        var sweep = await TestSweeps.SubmitAsync(Store, spec, new GatheredHistory(spec.History!, [.. Earlier]));
        return (sweep.Id, spec);
    }
}
