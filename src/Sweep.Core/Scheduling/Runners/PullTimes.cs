namespace Sweep.Core.Scheduling.Runners;

/// <summary>
/// When a sweep's owner is asked: one pull at a time, at once while there may be work, at heartbeats else; and for how long it is borne that
/// nobody answers for the sweep.
/// </summary>
internal sealed class PullTimes(TimeProvider time, TimeSpan patience)
{
    private long _pulledAt = time.GetTimestamp();
    private long _answeredAt = time.GetTimestamp();
    private bool _asksForWork;
    private bool _lastWasEmpty;
    private bool _hasNews;
    private bool _isWatching;

    public bool IsPulling { get; private set; }

    /// <summary>True once nobody has answered for the sweep for too long.</summary>
    public bool IsDisowned { get; private set; }

    /// <summary>True where the last pull asked for work and got none.</summary>
    public bool HasFoundNothing => _asksForWork && _lastWasEmpty;

    /// <summary>True where the owner is to be asked now; it counts as asked then.</summary>
    /// <param name="isHungry">True where work is to be asked for.</param>
    /// <param name="hasPlacesToSpare">True where there are more places than work.</param>
    /// <param name="heartbeat">It is asked so often at least.</param>
    public bool TryPull(bool isHungry, bool hasPlacesToSpare, TimeSpan heartbeat)
    {
        if (_hasNews)
            _lastWasEmpty = false;
        var isWorthIt = (isHungry && !_lastWasEmpty) || _hasNews || (hasPlacesToSpare && _lastWasEmpty);
        if (IsPulling || !(isWorthIt || time.GetElapsedTime(_pulledAt) >= heartbeat))
            return false;
        (IsPulling, _asksForWork, _hasNews, _pulledAt) = (true, isHungry, false, time.GetTimestamp());
        return true;
    }

    /// <summary>The pull has ended.</summary>
    /// <param name="isOwner">False where whoever answered does not own the sweep.</param>
    /// <param name="isEmpty">True where it gave nothing.</param>
    public void Answered(bool isOwner, bool isEmpty)
    {
        IsPulling = false;

        // A heartbeat that asked for nothing tells nothing of what there is.
        if (_asksForWork)
            _lastWasEmpty = isEmpty;

        // The owner may be on its way from a dead silo to another; what is leased here stays good meanwhile.
        if (isOwner)
            _answeredAt = time.GetTimestamp();
        else
            IsDisowned = time.GetElapsedTime(_answeredAt) >= patience;
    }

    /// <summary>True where news are to be waited for; they count as waited for then.</summary>
    public bool TryWatch() => !_isWatching && (_isWatching = true);

    public void Watched(bool hasNews) => (_isWatching, _hasNews) = (false, _hasNews || hasNews);
}
