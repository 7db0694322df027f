using Sweep.Grains.Contracts;

namespace Sweep.Grains.Tests.Leasing;

/// <summary>A board that answers when it is told to.</summary>
internal sealed class ScriptedBoard : IBoardGrain
{
    private TaskCompletionSource<BoardReply> _next = new();

    /// <summary>The number of which it was asked last.</summary>
    public long Asked { get; private set; } = -1;

    public Task<BoardReply> RunningAsync(long known)
    {
        Asked = known;
        return _next.Task;
    }

    public Task LookAsync() => Task.CompletedTask;

    public void Answer(BoardReply reply) => Next().SetResult(reply);

    public void Fail(Exception failure) => Next().SetException(failure);

    private TaskCompletionSource<BoardReply> Next()
    {
        var told = _next;
        _next = new TaskCompletionSource<BoardReply>();
        return told;
    }
}
