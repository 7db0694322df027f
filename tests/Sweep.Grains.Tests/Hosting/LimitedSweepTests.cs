using System.Diagnostics;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Testing;
using Sweep.Testing.Hosting;

namespace Sweep.Grains.Tests.Hosting;

/// <summary>How <c>max_concurrent</c> is kept, and what it costs: trials take a fixed time and use no core.</summary>
public sealed class LimitedSweepTests : StoredSweepTests
{
    private static readonly TimeSpan Length = TimeSpan.FromMilliseconds(70);

    // With places that are filled at heartbeats only, a limited sweep took ten times as long as this one without a limit.
    [Theory]
    [InlineData(1, 2, 2, 50)]
    [InlineData(1, 2, 1, 25)]
    [InlineData(3, 1, 3, 75)]
    [InlineData(3, 2, 4, 100)]
    [InlineData(3, 2, 1, 25)]
    public async Task Run_LimitedSweep_FillsEveryPlaceAtOnceAndNeverMore(int silos, int slots, int limit, int trials)
    {
        await using var group = await SiloGroup.StartAsync(Store, silos, slots, Length, Deadline);
        await SecondsAsync(Spec("warm-up", limit * 2, limit));
        var free = await SecondsAsync(Spec("free", trials * silos * slots / limit, limit: null));
        var seconds = await SecondsAsync(Spec("limited", trials, limit));
        Assert.InRange(group.Limited.Most, 1, limit);
        Assert.True(seconds < 2 * free + 1, $"{seconds:F2} s, {free:F2} s without a limit and with as much for each place");
    }

    [Fact]
    public async Task Run_TwoLimitedSweepsOnTwoSlots_EachHasItsPlaceAllTheTime()
    {
        await using var group = await SiloGroup.StartAsync(Store, silos: 1, slots: 2, Length, Deadline);
        await SecondsAsync(Spec("warm-up", 4, 1));
        var since = Stopwatch.GetTimestamp();
        var sweeps = await Task.WhenAll(
            TestSweeps.SubmitAsync(Store, Spec("light", 25, 1)), TestSweeps.SubmitAsync(Store, Spec("heavy", 25, 1) with { Weight = 9 }));
        foreach (var sweep in sweeps)
            await TestSweeps.CompletedAsync(Store, sweep.Id);
        Assert.InRange(group.Limited.Most, 1, 2);
        Assert.InRange(Stopwatch.GetElapsedTime(since).TotalSeconds, 0, 2 * 25 * Length.TotalSeconds + 1);
    }

    [Fact]
    public async Task Run_OwnerOfALimitedSweepLeaves_GoesOnWithinTheLimit()
    {
        var tries = 0;
        while (!await StopTheOwnerAsync())
            Assert.InRange(++tries, 1, 20);
    }

    [Fact]
    public async Task Resume_PausedLimitedSweep_GoesOnAndEnds()
    {
        await using var group = await SiloGroup.StartAsync(Store, silos: 1, slots: 2, Length, Deadline);
        var sweep = await TestSweeps.SubmitAsync(Store, Spec("paused", 60, 2));
        await Eventually.TrueAsync(async () => (await Store.TotalTrialsAsync(sweep.Id, Deadline)).Rows > 0, "some trials are committed");
        await Store.ChangeStateAsync(sweep.Id, SweepState.Paused, null, Deadline);
        await Eventually.TrueAsync(async () => (await Store.ReadLeasesAsync(sweep.Id, Deadline)).Count == 0, "leases are given back");
        await Store.ChangeStateAsync(sweep.Id, SweepState.Running, null, Deadline);
        await TestSweeps.CompletedAsync(Store, sweep.Id);
        Assert.InRange(group.Limited.Most, 1, 2);
    }

    /// <summary>False where the owner is the first of the group, which holds the membership of all: then nothing was tried.</summary>
    private async Task<bool> StopTheOwnerAsync()
    {
        // A group of its own for each try: trials of a sweep that was cancelled go on for a moment, and would be counted.
        await using var group = await SiloGroup.StartAsync(Store, silos: 3, slots: 2, Length, Deadline);
        var sweep = await TestSweeps.SubmitAsync(Store, Spec("moved", 120, 3));
        await Eventually.TrueAsync(async () => (await Store.TotalTrialsAsync(sweep.Id, Deadline)).Rows > 10, "some trials are committed");
        var owner = await group.OwnerAsync(Store, sweep.Id, Deadline);
        if (owner <= 0)
        {
            await Store.ChangeStateAsync(sweep.Id, SweepState.Cancelled, null, Deadline);
            return false;
        }

        await group.StopAsync(owner, Deadline);
        await TestSweeps.CompletedAsync(Store, sweep.Id);
        Assert.InRange(group.Limited.Most, 1, 3);
        Assert.Equal(120, (await Store.TotalTrialsAsync(sweep.Id, Deadline)).Completed);
        return true;
    }

    private static SweepSpec Spec(string name, int trials, int? limit) =>
        TestSweeps.Grid(name, [Pattern.Circle], [1], [1], trials) with { MaxConcurrent = limit };

    /// <summary>From the first trial's start to the last one's end.</summary>
    private async Task<double> SecondsAsync(SweepSpec spec)
    {
        var sweep = await TestSweeps.SubmitAsync(Store, spec);
        await TestSweeps.CompletedAsync(Store, sweep.Id);
        var trials = await Store.ReadTrialsAsync(sweep.Id, Deadline).ToListAsync(Deadline);
        return (trials.Max(trial => trial.FinishedAt) - trials.Min(trial => trial.StartedAt)).TotalSeconds;
    }
}
