namespace Sweep.Web.Api;

/// <summary>The newest that is known of a sweep, for any number of watchers: each takes what is newest when it looks, and misses what was in between.</summary>
internal sealed class SweepFeed
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FeedEvent? _newest;

    /// <summary>The newest, null before there is any, and what ends once there is a newer one.</summary>
    public (FeedEvent? Newest, Task Next) Now
    {
        get
        {
            lock (_gate)
                return (_newest, _next.Task);
        }
    }

    public void Publish(FeedEvent one)
    {
        TaskCompletionSource told;
        lock (_gate)
        {
            _newest = one;
            (told, _next) = (_next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        told.SetResult();
    }
}
