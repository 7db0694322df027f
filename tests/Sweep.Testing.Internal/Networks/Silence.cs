namespace Sweep.Testing.Networks;

/// <summary>A way through a network, which can be lost and found again. Safe for use by several threads at once.</summary>
public sealed class Silence
{
    private volatile TaskCompletionSource? _now;

    /// <summary>From now on nothing gets through.</summary>
    public void Begin() => _now ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets through what has waited, and all that comes.</summary>
    public void End()
    {
        var now = _now;
        _now = null;
        now?.TrySetResult();
    }

    /// <summary>Ends once the way is open.</summary>
    public Task WaitAsync(CancellationToken cancellation) => _now is { } now ? now.Task.WaitAsync(cancellation) : Task.CompletedTask;
}
