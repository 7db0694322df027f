namespace Sweep.Grains.Owning;

/// <summary>What a sweep's owner has decided and the store does not know yet, because it was away or refused.</summary>
internal sealed class OwedWrites
{
    /// <summary>Why the sweep has failed.</summary>
    public string? Failure { get; set; }

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private TimeSpan _pause;
    private TimeSpan _nextAt;

    /// <summary>Whether the store is to be told of the failure now: what it refuses again and again it is asked less and less often.</summary>
    public bool IsDue(TimeSpan now) => Failure is not null && now >= _nextAt;

    /// <summary>The store did not take the failure.</summary>
    public void NoteRefusal(TimeSpan now, TimeSpan firstPause)
    {
        _pause = _pause == TimeSpan.Zero ? firstPause : _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        _nextAt = now + _pause;
    }

    /// <summary>The store knows of the failure.</summary>
    public void NotePaid()
    {
        Failure = null;
        _pause = _nextAt = TimeSpan.Zero;
    }

    /// <summary>Leases that are over, or that may have been written although no answer came.</summary>
    public Queue<Guid> Leases { get; } = new();
}
