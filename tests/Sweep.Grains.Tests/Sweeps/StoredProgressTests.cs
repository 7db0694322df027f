using Microsoft.Extensions.Time.Testing;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Grains.Owning;
using Sweep.Storage;
using Sweep.Storage.Sweeps;

namespace Sweep.Grains.Tests.Sweeps;

public sealed class StoredProgressTests
{
    private static readonly TimeSpan Cost = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new();
    private readonly OneSweepStore _store = new(OwnershipTests.Row());
    private readonly StoredProgress _progress;

    public StoredProgressTests()
    {
        _store.Trouble = name =>
        {
            if (name == nameof(ISweepRegister.TotalTrialsAsync))
                _time.Advance(Cost);
            return null;
        };
        _progress = new StoredProgress(_store.Sweep.Id, _store, _time);
    }

    private int Counts => _store.Asked.Count(name => name == nameof(ISweepRegister.TotalTrialsAsync));

    [Fact]
    public async Task Read_AgainAtOnce_CountsOnceUntilTwentyTimesItsCostHasPassed()
    {
        Assert.Equal(0, (await ReadAsync()).Completed);
        _store.Rows.Add(0);
        _time.Advance((20 * Cost) - TimeSpan.FromMilliseconds(1));
        Assert.Equal((0, 1), ((await ReadAsync()).Completed, Counts));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((1, 2), ((await ReadAsync()).Completed, Counts));
    }

    [Fact]
    public async Task Read_AfterTheRowHasChanged_CountsAgainAtOnce()
    {
        await ReadAsync();
        _store.Rows.Add(0);
        foreach (var changed in (SweepRecord[])
            [_store.Sweep with { Frontier = 1 }, _store.Sweep with { Epoch = 7 }, _store.Sweep with { State = SweepState.Paused }])
        {
            var before = Counts;
            _store.Sweep = changed;
            var progress = await ReadAsync();
            Assert.Equal((changed.State, 1, before + 1), (progress.State, progress.Completed, Counts));
        }
    }

    [Fact]
    public async Task Read_WhatCostsLong_IsCountedAgainAfterHalfAMinute()
    {
        _store.Trouble = name =>
        {
            if (name == nameof(ISweepRegister.TotalTrialsAsync))
                _time.Advance(TimeSpan.FromSeconds(10));
            return null;
        };
        await ReadAsync();
        _time.Advance(TimeSpan.FromSeconds(29));
        await ReadAsync();
        Assert.Equal(1, Counts);
        _time.Advance(TimeSpan.FromSeconds(1));
        await ReadAsync();
        Assert.Equal(2, Counts);
    }

    private async Task<SweepProgress> ReadAsync() => Assert.IsType<SweepProgress>(await _progress.ReadAsync(TestContext.Current.CancellationToken));
}
