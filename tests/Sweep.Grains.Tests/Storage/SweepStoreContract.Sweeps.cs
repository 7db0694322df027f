using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Storage.Sweeps;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    [Fact]
    public async Task Submit_NewSweep_ReadsBackWhole()
    {
        var sweep = Samples.Sweep(planned: 1_000_000_000_000, key: Guid.NewGuid().ToString());
        var stored = await Store.SubmitAsync(sweep, Cancellation);

        Assert.Equal(stored, await Store.FindSweepAsync(sweep.Id, Cancellation));
        Assert.Equal(
            new SweepRecord(
                sweep.Id, "patterns", "name: patterns\n", stored.CanonicalSpec, "5f", sweep.SubmitKey, SweepState.Running, null, 1,
                1_000_000_000_000, 0, null, null, 0, Samples.Start, null),
            stored);
    }

    [Fact]
    public async Task Find_UnknownId_IsNull() => Assert.Null(await Store.FindSweepAsync(Guid.CreateVersion7(), Cancellation));

    [Fact]
    public async Task Submit_SameKeyAndSpec_ReturnsTheSweepThatIsThere()
    {
        var key = Guid.NewGuid().ToString();
        var first = await Store.SubmitAsync(Samples.Sweep(key: key), Cancellation);
        Assert.Equal(first.Id, (await Store.SubmitAsync(Samples.Sweep(key: key), Cancellation)).Id);
    }

    [Fact]
    public async Task Submit_SameKeyOtherSpec_Throws()
    {
        var key = Guid.NewGuid().ToString();
        var first = await Store.SubmitAsync(Samples.Sweep(key: key), Cancellation);
        var error = await Assert.ThrowsAsync<SubmitKeyConflictException>(
            () => Store.SubmitAsync(Samples.Sweep(key: key, hash: "60"), Cancellation));
        Assert.Equal(first.Id, error.Existing);
    }

    [Fact]
    public async Task Submit_SameKeyAtOnceFromTwoStores_MakesOneSweep()
    {
        var key = Guid.NewGuid().ToString();
        await using var other = await OpenAsync();
        var stored = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            k => (k % 2 == 0 ? Store : other).SubmitAsync(Samples.Sweep(key: key), Cancellation)));
        Assert.Single(stored.Select(sweep => sweep.Id).Distinct());
    }

    [Fact]
    public async Task Submit_WithoutKey_MakesAnotherSweep() => Assert.NotEqual((await SubmitAsync()).Id, (await SubmitAsync()).Id);

    [Fact]
    public async Task List_Filters_GiveNewestFirst()
    {
        var hash = Guid.NewGuid().ToString("N");
        var ids = new List<Guid>();
        for (var k = 0; k < 4; k++)
        {
            ids.Add((await Store.SubmitAsync(Samples.Sweep(hash: hash), Cancellation)).Id);
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        await Store.ChangeStateAsync(ids[1], SweepState.Paused, null, Cancellation);
        await Store.ChangeStateAsync(ids[2], SweepState.Cancelled, null, Cancellation);

        Assert.Equal([ids[3], ids[2], ids[1], ids[0]], await IdsAsync(new SweepFilter(SpecHash: hash)));
        Assert.Equal([ids[3], ids[1], ids[0]], await IdsAsync(new SweepFilter([SweepState.Running, SweepState.Paused], hash)));
        Assert.Equal([ids[3], ids[2]], await IdsAsync(new SweepFilter(SpecHash: hash, Limit: 2)));
        Assert.Equal([ids[2]], await IdsAsync(new SweepFilter(IdPrefix: ids[2].ToString()[..35], SpecHash: hash)));
        Assert.Equal([ids[2]], await IdsAsync(new SweepFilter(IdPrefix: ids[2].ToString())));
        Assert.Empty(await IdsAsync(new SweepFilter(IdPrefix: "not-an-id")));
    }

    [Theory]
    [InlineData(SweepState.Paused)]
    [InlineData(SweepState.Running)]
    public async Task ChangeState_FailedSweep_ReopensOnlyToRunning(SweepState to)
    {
        var (id, epoch) = await OwnAsync();
        var failed = await Store.ChangeStateAsync(id, SweepState.Failed, "disk full", Cancellation);
        Assert.Equal((true, SweepState.Running), (failed.Changed, failed.From));
        Assert.Equal(("disk full", Samples.Start, null), (failed.Sweep!.Error, failed.Sweep.FinishedAt!.Value, failed.Sweep.Owner));

        var change = await Store.ChangeStateAsync(id, to, null, Cancellation);
        Assert.Equal(to == SweepState.Running, change.Changed);
        if (!change.Changed)
            return;
        Assert.Equal((SweepState.Running, null, null), (change.Sweep!.State, change.Sweep.Error, change.Sweep.FinishedAt));
        Assert.Null(await Store.RenewAsync(id, epoch, 0, TimeSpan.FromSeconds(1), Cancellation));
    }

    [Fact]
    public async Task ChangeState_IllegalOrUnknown_ChangesNothing()
    {
        var id = (await SubmitAsync()).Id;
        await Store.ChangeStateAsync(id, SweepState.Cancelled, null, Cancellation);
        var change = await Store.ChangeStateAsync(id, SweepState.Running, null, Cancellation);
        Assert.Equal((false, SweepState.Cancelled, SweepState.Cancelled), (change.Changed, change.From, change.Sweep!.State));
        Assert.Equal(new StateChange(false, null, null), await Store.ChangeStateAsync(Guid.CreateVersion7(), SweepState.Paused, null, Cancellation));
    }

    [Fact]
    public async Task ListRunning_SweepsOfManyStates_AreThoseThatRunNewestFirst()
    {
        var (first, paused, last) = ((await SubmitAsync()).Id, (await SubmitAsync()).Id, (await SubmitAsync()).Id);
        await Store.ChangeStateAsync(paused, SweepState.Paused, null, Cancellation);
        Assert.Equal([last, first], await Store.ListRunningAsync(Cancellation));

        await Store.ChangeStateAsync(paused, SweepState.Running, null, Cancellation);
        await Store.ChangeStateAsync(last, SweepState.Cancelled, null, Cancellation);
        Assert.Equal([paused, first], await Store.ListRunningAsync(Cancellation));
    }

    [Fact]
    public async Task ChangeState_Cancelled_DropsOwnerAndLeases()
    {
        var (id, epoch) = await OwnAsync();
        Assert.True(await Store.GrantLeasesAsync([Samples.Lease(id, epoch, new NumberRange(0, 3))], epoch, Cancellation));
        var change = await Store.ChangeStateAsync(id, SweepState.Cancelled, null, Cancellation);
        Assert.Equal((null, null), (change.Sweep!.Owner, change.Sweep.OwnerUntil));
        Assert.Empty(await Store.ReadLeasesAsync(id, Cancellation));
        Assert.Equal(SweepState.Cancelled, await Store.RenewAsync(id, epoch, 0, TimeSpan.FromSeconds(1), Cancellation));
    }

    [Fact]
    public async Task ChangeState_PausedAndBack_KeepsOwnerAndEpoch()
    {
        var (id, epoch) = await OwnAsync();
        await Store.ChangeStateAsync(id, SweepState.Paused, null, Cancellation);
        var back = await Store.ChangeStateAsync(id, SweepState.Running, null, Cancellation);
        Assert.Equal((true, "owner-a", epoch), (back.Changed, back.Sweep!.Owner, back.Sweep.Epoch));
    }

    private async Task<IEnumerable<Guid>> IdsAsync(SweepFilter filter) =>
        (await Store.ListSweepsAsync(filter, Cancellation)).Select(sweep => sweep.Id);
}
