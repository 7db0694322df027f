using Sweep.Core.Sweeps;
using Sweep.Service;
using Sweep.Service.Browsing;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Tests.Service;

public sealed class RetentionTests : ResultBench
{
    [Fact]
    public async Task DeleteExpired_Sweeps_TakesThoseThatEndedLongAgoAndAreNotKept()
    {
        List<SweepRecord> sweeps = [];
        foreach (var name in new[] { "kept", "older", "old", "open", "young" })
        {
            var sweep = await FilledSweeps.SubmitAsync(_store, FilledSweeps.Spec(name), All[..3]);
            sweeps.Add(sweep);
            if (name != "open")
                await _store.ChangeStateAsync(sweep.Id, SweepState.Cancelled, "why", _cancellation);
            _time.Advance(TimeSpan.FromDays(10));
        }

        await _service.TagAsync(sweeps[0], [RetentionPolicy.DefaultTag], [], _cancellation);
        var retention = new SweepRetention(_store, RetentionPolicy.Read(key => key == RetentionPolicy.DaysKey ? "20" : null, key => key, [])!, _time);
        List<ExpiredSweep> said = [];
        Assert.Equal(2, await retention.DeleteExpiredAsync(said.Add, _cancellation));
        Assert.Equal(["old", "older"], said.Select(sweep => sweep.Name));
        Assert.Equal(["young", "open", "kept"], (await _store.ListSweepsAsync(new SweepFilter(), _cancellation)).Select(sweep => sweep.Name));
        Assert.Empty(await _store.ListDeletedAsync(_cancellation));
        Assert.Equal(0, await retention.DeleteExpiredAsync(said.Add, _cancellation));
    }

    [Fact]
    public async Task DeleteExpired_StoppedInTheMidst_GoesOnWithTheSameSweep()
    {
        var sweep = await FilledSweeps.SubmitAsync(_store, FilledSweeps.Spec("old"), All[..3]);
        await _store.ChangeStateAsync(sweep.Id, SweepState.Cancelled, "why", _cancellation);
        _time.Advance(TimeSpan.FromDays(2));
        var retention = new SweepRetention(_store, new RetentionPolicy(TimeSpan.FromDays(1), []), _time);
        using var stop = new CancellationTokenSource();
        List<string> said = [];
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => retention.DeleteExpiredAsync(
            expired =>
            {
                said.Add(expired.Name);
                stop.Cancel();
            },
            stop.Token));
        Assert.Equal([sweep.Id], await _store.ListDeletedAsync(_cancellation));
        Assert.Equal(1, await retention.DeleteExpiredAsync(expired => said.Add(expired.Name), _cancellation));
        Assert.Equal(["old"], said);
        Assert.Empty(await _store.ListDeletedAsync(_cancellation));
    }

    [Fact]
    public void Read_Settings_GivesThePolicyOrAllThatIsWrong()
    {
        RetentionPolicy? Read(string? days, string? tags, List<string> errors) =>
            RetentionPolicy.Read(key => key == RetentionPolicy.DaysKey ? days : tags, key => key, errors);
        List<string> errors = [];
        Assert.Null(Read(null, null, errors));
        Assert.Null(Read("", "", errors));
        Assert.Equal(["keep"], Read("90", "", errors)!.KeptTags);
        Assert.Equal(["keep", "paper", "best"], Read("90", "paper; keep;best", errors)!.KeptTags);
        Assert.Equal(TimeSpan.FromDays(36500), Read("36500", null, errors)!.KeepFor);
        Assert.Empty(errors);
        Assert.Null(Read("0", $"a;{new string('x', 65)}", errors));
        Assert.Null(Read(null, "paper", errors));
        Assert.Equal(
            [
                "Sweep:Retention:Days: \"0\" must be a whole number from 1 to 36500; leave it out to keep sweeps for ever",
                $"Sweep:Retention:KeepTags: \"{new string('x', 65)}\" must be 1 to 64 printable characters",
                "Sweep:Retention:KeepTags: \"paper\" says what Sweep:Retention:Days is not to delete, which is not set; set both, or leave it out",
            ],
            errors);
    }
}
