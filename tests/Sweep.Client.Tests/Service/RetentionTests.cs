using Sweep.Core.Sweeps;
using Sweep.Service.Browsing;
using Sweep.Service.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Tests.Service;

public sealed class RetentionTests : ResultBench
{
    [Fact]
    public async Task DeleteExpired_Sweeps_TakesThoseThatEndedLongAgoAndAreNotKept()
    {
        List<SweepRecord> sweeps = [];
        foreach (var name in new[] { "kept", "opened", "old", "open", "young" })
        {
            var sweep = await FilledSweeps.SubmitAsync(_store, FilledSweeps.Spec(name), All[..3]);
            sweeps.Add(sweep);
            if (name != "open")
                await _store.ChangeStateAsync(sweep.Id, name == "opened" ? SweepState.Failed : SweepState.Cancelled, "why", _cancellation);
            _time.Advance(TimeSpan.FromDays(10));
        }

        await _service.TagAsync(sweeps[0], [RetentionPolicy.DefaultTag], [], _cancellation);
        await _store.ChangeStateAsync(sweeps[1].Id, SweepState.Running, null, _cancellation);
        var policy = RetentionPolicy.Read(key => key == RetentionPolicy.DaysKey ? "20" : null, key => key, [])!;
        var deleted = await _service.DeleteExpiredAsync(policy, _cancellation).ToListAsync(_cancellation);
        Assert.Equal([new DeletedSweep(sweeps[2].Id, "old", 3)], deleted);
        Assert.Equal(["young", "open", "opened", "kept"], (await _store.ListSweepsAsync(new SweepFilter(), _cancellation)).Select(sweep => sweep.Name));
        Assert.Empty(await _service.DeleteExpiredAsync(policy, _cancellation).ToListAsync(_cancellation));
    }

    [Fact]
    public async Task DeleteExpired_MoreThanAreReadAtOnce_TakesAll()
    {
        for (var k = 0; k < 120; k++)
            await _store.ChangeStateAsync((await FilledSweeps.SubmitAsync(_store, FilledSweeps.Spec($"{k}"), [])).Id, SweepState.Cancelled, null, _cancellation);
        _time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(120, await _service.DeleteExpiredAsync(new RetentionPolicy(TimeSpan.FromDays(1), []), _cancellation).CountAsync(_cancellation));
    }

    [Fact]
    public void Read_Settings_GivesThePolicyOrAllThatIsWrong()
    {
        RetentionPolicy? Read(string? days, string? tags, List<string> errors) =>
            RetentionPolicy.Read(key => key == RetentionPolicy.DaysKey ? days : tags, key => key, errors);
        List<string> errors = [];
        Assert.Null(Read(null, null, errors));
        Assert.Equal([RetentionPolicy.DefaultTag], Read("90", null, errors)!.KeptTags);
        Assert.Equal(["paper", "best"], Read("90", "paper; best", errors)!.KeptTags);
        Assert.Empty(Read("36500", "", errors)!.KeptTags);
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
