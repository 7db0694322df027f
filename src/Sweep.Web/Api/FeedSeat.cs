namespace Sweep.Web.Api;

/// <summary>A watcher's part in a feed.</summary>
internal sealed class FeedSeat(SweepFeed feed, Action leave) : IDisposable
{
    private Action? _leave = leave;

    public SweepFeed Feed => feed;

    public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
}
