using Sweep.Core.Sweeps;
using Sweep.Service.Browsing;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Tests.Service;

public sealed class SettledTotalsTests : ResultBench
{
    [Theory]
    [InlineData(SweepState.Completed)]
    [InlineData(SweepState.Cancelled)]
    public async Task Read_OfASweepWhoseRowsStay_CountsOnceAMinute(SweepState state)
    {
        var (totals, sweep) = (new SettledTotals(_store, _time), await MakeAsync(state));
        await totals.ReadAsync(sweep, checksCurves: true, _cancellation);
        await FilledSweeps.CommitAsync(_store, sweep, All[10..20]);
        Assert.Equal(10, (await totals.ReadAsync(sweep, checksCurves: true, _cancellation)).Rows);
        Assert.Equal(10, (await totals.ReadAsync(sweep, checksCurves: false, _cancellation)).Rows);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(20, (await totals.ReadAsync(sweep, checksCurves: true, _cancellation)).Rows);
    }

    [Theory]
    [InlineData(SweepState.Running)]
    [InlineData(SweepState.Paused)]
    [InlineData(SweepState.Failed)]
    public async Task Read_OfASweepThatMayGetRows_CountsEachTime(SweepState state)
    {
        var (totals, sweep) = (new SettledTotals(_store, _time), await MakeAsync(state));
        await totals.ReadAsync(sweep, checksCurves: true, _cancellation);
        await FilledSweeps.CommitAsync(_store, sweep, All[10..20]);
        Assert.Equal(20, (await totals.ReadAsync(sweep, checksCurves: true, _cancellation)).Rows);
    }

    [Fact]
    public async Task Read_OfASweepThatWasReopened_CountsAnew()
    {
        var (totals, sweep) = (new SettledTotals(_store, _time), await MakeAsync(SweepState.Completed));
        await totals.ReadAsync(sweep, checksCurves: true, _cancellation);
        await FilledSweeps.CommitAsync(_store, sweep, All[10..20]);
        Assert.Equal(20, (await totals.ReadAsync(sweep with { Epoch = sweep.Epoch + 1 }, checksCurves: true, _cancellation)).Rows);
    }

    [Fact]
    public async Task Read_WhereCurvesWereNotLookedAt_LooksAtThem()
    {
        var (totals, sweep) = (new SettledTotals(_store, _time), await MakeAsync(SweepState.Completed));
        await totals.ReadAsync(sweep, checksCurves: false, _cancellation);
        await FilledSweeps.CommitAsync(_store, sweep, All[10..20]);
        Assert.Equal(20, (await totals.ReadAsync(sweep, checksCurves: true, _cancellation)).Rows);
    }

    private async Task<SweepRecord> MakeAsync(SweepState state) =>
        (await FilledSweeps.SubmitAsync(_store, FilledSweeps.Spec(), All[..10])) with { State = state };
}
