using Microsoft.Extensions.Time.Testing;
using Sweep.Core.Sweeps;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;
using Sweep.Web.Pages.Shared;
using Sweep.Web.Tests.Fakes;

namespace Sweep.Web.Tests.Pages;

/// <summary>How sweeps stand is counted once for all who look at the same time.</summary>
public sealed class SweepStatusesTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private readonly FakeTimeProvider _time = new();
    private readonly CountedWatches _service = new(null!) { Status = sweep => Task.FromResult(Of(sweep)) };
    private readonly SweepStatuses _statuses;

    public SweepStatusesTests() => _statuses = new SweepStatuses(_service, _time);

    [Fact]
    public async Task Read_ByManyAtOnce_CountsOnce()
    {
        var counted = new TaskCompletionSource<SweepStatus>();
        _service.Status = _ => counted.Task;
        var sweep = Sweep(SweepState.Running);
        var readers = Enumerable.Range(0, 20).Select(_ => _statuses.ReadAsync(sweep, _cancellation)).ToArray();
        counted.SetResult(Of(sweep));

        Assert.Single((await Task.WhenAll(readers)).Distinct());
        Assert.Equal(1, _service.Statuses);
    }

    [Theory]
    [InlineData(SweepState.Running, 500)]
    [InlineData(SweepState.Paused, 500)]
    [InlineData(SweepState.Completed, 60_000)]
    [InlineData(SweepState.Cancelled, 60_000)]
    public async Task Read_Again_CountsAnewOnceItIsOld(SweepState state, int milliseconds)
    {
        var sweep = Sweep(state);
        await _statuses.ReadAsync(sweep, _cancellation);
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        await _statuses.ReadAsync(sweep, _cancellation);
        Assert.Equal(1, _service.Statuses);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await _statuses.ReadAsync(sweep, _cancellation);
        Assert.Equal(2, _service.Statuses);
    }

    [Fact]
    public async Task Read_OfASweepThatHasChanged_CountsAnewAtOnce()
    {
        var sweep = Sweep(SweepState.Completed);
        await _statuses.ReadAsync(sweep, _cancellation);
        SweepRecord[] others =
            [sweep with { Epoch = 2 }, sweep with { State = SweepState.Failed }, sweep with { FinishedAt = _time.GetUtcNow() }, Sweep(SweepState.Completed)];
        foreach (var changed in others)
        {
            var before = _service.Statuses;
            await _statuses.ReadAsync(changed, _cancellation);
            Assert.Equal(before + 1, _service.Statuses);
        }
    }

    [Fact]
    public async Task Read_WhereCountingTakesLong_CountsATenthOfTheTimeAtMost()
    {
        var sweep = Sweep(SweepState.Running);
        _service.Status = one =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(200));
            return Task.FromResult(Of(one));
        };
        await _statuses.ReadAsync(sweep, _cancellation);
        _time.Advance(TimeSpan.FromMilliseconds(1800));
        await _statuses.ReadAsync(sweep, _cancellation);
        Assert.Equal(1, _service.Statuses);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await _statuses.ReadAsync(sweep, _cancellation);
        Assert.Equal(2, _service.Statuses);
    }

    [Fact]
    public async Task Read_AfterAFailure_CountsAnew()
    {
        var sweep = Sweep(SweepState.Completed);
        _service.Status = _ => Task.FromException<SweepStatus>(new InvalidOperationException("away"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _statuses.ReadAsync(sweep, _cancellation));
        _service.Status = one => Task.FromResult(Of(one));
        Assert.Equal(sweep.Id, (await _statuses.ReadAsync(sweep, _cancellation)).SweepId);
    }

    [Fact]
    public async Task Read_WhereTheFirstGoesAway_StillAnswersTheOthers()
    {
        var counted = new TaskCompletionSource<SweepStatus>();
        _service.Status = _ => counted.Task;
        var sweep = Sweep(SweepState.Running);
        using var gone = new CancellationTokenSource();
        var first = _statuses.ReadAsync(sweep, gone.Token);
        var second = _statuses.ReadAsync(sweep, _cancellation);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        counted.SetResult(Of(sweep));
        Assert.Equal(sweep.Id, (await second).SweepId);
        Assert.Equal(1, _service.Statuses);
    }

    private static SweepRecord Sweep(SweepState state) =>
        new(Guid.CreateVersion7(), "one", "", "{}", "", null, state, null, 2, 10, 0, null, null, 1, DateTimeOffset.UnixEpoch, null);

    private static SweepStatus Of(SweepRecord sweep) => new(
        sweep.Id, sweep.Name, sweep.State, null, 10, new TrialCounts(10, 0, 0, 0, 0, 0), new OriginCounts(0, 0, 0), 0, 0, null, null, null, 0, 0, null, 2, "",
        sweep.CreatedAt, null, null);
}
