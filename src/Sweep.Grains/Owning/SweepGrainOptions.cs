namespace Sweep.Grains.Owning;

/// <summary>Times of a sweep's ownership.</summary>
public sealed class SweepGrainOptions
{
    /// <summary>How long ownership lasts unless it is renewed.</summary>
    public TimeSpan OwnershipDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often ownership is renewed and the sweep's state read.</summary>
    public TimeSpan RenewPeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a lease lasts unless its silo is heard of, it ends by commit, or the silo's death is known.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a grain whose sweep has ended, or is another's, stays for those who ask for its progress.</summary>
    public TimeSpan IdleTime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>A silo that has not pulled for so long does not count when the rest of the work is divided.</summary>
    public TimeSpan PullTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
