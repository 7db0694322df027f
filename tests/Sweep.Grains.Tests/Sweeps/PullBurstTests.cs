using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Grains.Owning;

namespace Sweep.Grains.Tests.Sweeps;

public sealed class PullBurstTests
{
    private readonly PullBurst _burst = new();
    private int _asked;

    [Fact]
    public async Task Pulls_WhileTheOwnerIsBusy_AreAnsweredTogetherEachByItsOwn()
    {
        var busy = new TaskCompletionSource();
        Task<PullReply>[] pulls = [.. Enumerable.Range(1, 3).Select(slots => Ask(slots, busy.Task))];
        Assert.Equal(1, _asked);
        await _burst.AnswerAsync(requests => Task.FromResult<IReadOnlyList<PullReply>>(
            [.. requests.Select(request => new PullReply(SweepState.Running, [], Places: request.Slots))]));
        busy.SetResult();
        Assert.Equal([1, 2, 3], (await Task.WhenAll(pulls)).Select(reply => reply.Places));

        var next = Ask(4, Task.CompletedTask);
        Assert.Equal(2, _asked);
        Assert.Null((await next).State);
    }

    [Fact]
    public async Task Pulls_WhoseAnswerFails_AreToldOfIt()
    {
        var pull = Ask(1, new TaskCompletionSource().Task);
        await _burst.AnswerAsync(_ => throw new TimeoutException("away"));
        Assert.Equal("away", (await Assert.ThrowsAsync<TimeoutException>(() => pull)).Message);
    }

    [Fact]
    public async Task Pulls_WhoseCallFails_AreToldOfIt() =>
        await Assert.ThrowsAsync<TimeoutException>(() => Ask(1, Task.FromException(new TimeoutException())));

    private Task<PullReply> Ask(int slots, Task answered) => _burst.AskAsync(new PullRequest("box/1/now", slots, 1, 0, [], []), () =>
    {
        _asked++;
        return answered;
    });
}
