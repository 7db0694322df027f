using Sweep.Grains.Contracts;

namespace Sweep.Grains.Owning;

/// <summary>
/// Pulls that come while the owner is busy, which are answered together: of many silos the answers then take as many transactions as the store has time
/// for, and no silo waits for more than the one that goes on and its own.
/// </summary>
internal sealed class PullBurst
{
    private List<(PullRequest Request, TaskCompletionSource<PullReply> Reply)> _waiting = [];

    /// <summary>Waits for the answer.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="answer">Has <see cref="AnswerAsync"/> called in its turn; asked for once for all that wait.</param>
    public Task<PullReply> AskAsync(PullRequest request, Func<Task> answer)
    {
        var reply = new TaskCompletionSource<PullReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((request, reply));
        if (_waiting.Count == 1)
            _ = AnsweredAsync(_waiting, answer);
        return reply.Task;
    }

    /// <summary>Answers all that wait; what goes wrong is the answer to all of them.</summary>
    public async Task AnswerAsync(Func<IReadOnlyList<PullRequest>, Task<IReadOnlyList<PullReply>>> answer)
    {
        var waiting = Take();
        if (waiting.Count == 0)
            return;
        try
        {
            var replies = await answer([.. waiting.Select(one => one.Request)]);
            for (var k = 0; k < replies.Count; k++)
                waiting[k].Reply.SetResult(replies[k]);
        }
#pragma warning disable CA1031 // Whoever asked is told.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            foreach (var (_, reply) in waiting)
                reply.TrySetException(failure);
        }
    }

    /// <summary>A call that never came to its turn, or went to the grain's next activation, leaves nobody waiting.</summary>
    private async Task AnsweredAsync(object asked, Func<Task> answer)
    {
        try
        {
            await answer();
            if (ReferenceEquals(asked, _waiting))
                foreach (var (_, reply) in Take())
                    reply.TrySetResult(new PullReply(null, []));
        }
#pragma warning disable CA1031 // Whoever asked is told.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            foreach (var (_, reply) in Take())
                reply.TrySetException(failure);
        }
    }

    private List<(PullRequest Request, TaskCompletionSource<PullReply> Reply)> Take()
    {
        var waiting = _waiting;
        _waiting = [];
        return waiting;
    }
}
