namespace Sweep.Grains.Leasing;

/// <summary>When this silo tries again to take up which running sweep. Not safe for use by several threads at once.</summary>
internal sealed class TakeUpTimes(TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Dictionary<Guid, (long Since, TimeSpan Pause)> _tried = [];

    public bool IsDue(Guid sweep) => !_tried.TryGetValue(sweep, out var tried) || time.GetElapsedTime(tried.Since) >= tried.Pause;

    /// <summary>These run; any other is tried at once when it does.</summary>
    public void Keep(IReadOnlyCollection<Guid> running)
    {
        foreach (var gone in _tried.Keys.Except(running).ToList())
            _tried.Remove(gone);
    }

    /// <summary>Where the silo does not work on it then, it is tried again after a pause.</summary>
    public void Tried(Guid sweep, TimeSpan pause) => _tried[sweep] = (time.GetTimestamp(), pause);

    /// <summary>It cannot be worked on here; true where that was not known.</summary>
    public bool Refused(Guid sweep)
    {
        var isNew = !_tried.TryGetValue(sweep, out var before) || before.Pause < Longest;
        Tried(sweep, Longest);
        return isNew;
    }

    /// <summary>It is tried less and less often where what went wrong does not pass; returns how long it waits.</summary>
    public TimeSpan Failed(Guid sweep, TimeSpan pause, bool isPassing)
    {
        var longer = !isPassing && _tried.TryGetValue(sweep, out var before) ? before.Pause * 2 : pause;
        var next = longer < Longest ? longer : Longest;
        Tried(sweep, next);
        return next;
    }
}
