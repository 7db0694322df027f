namespace Sweep.Grains.Owning;

/// <summary>
/// Whether a sweep's owner, elsewhere, still renews its ownership. The time that it wrote says when ownership ends by the clock of then;
/// where a clock has been set since, that is hours off, and only that nothing changes tells that nobody is there.
/// </summary>
internal sealed class OwnerWatch
{
    private string? _owner;
    private DateTimeOffset? _until;
    private TimeSpan _since;

    /// <summary>Notes what the store says; true where it has said the same for longer than an ownership lasts.</summary>
    /// <param name="owner">Null where nobody owns it.</param>
    /// <param name="until">When that ownership ends.</param>
    /// <param name="now">By a clock that nobody sets.</param>
    /// <param name="duration">How long an ownership lasts that is not renewed.</param>
    public bool IsSilent(string? owner, DateTimeOffset? until, TimeSpan now, TimeSpan duration)
    {
        if (owner != _owner || until != _until)
            (_owner, _until, _since) = (owner, until, now);
        return owner is not null && now - _since > duration;
    }
}
