namespace Sweep.Grains.Sweeps;

/// <summary>Times of a sweep's ownership.</summary>
public sealed class SweepGrainOptions
{
    /// <summary>How long ownership lasts unless it is renewed.</summary>
    public TimeSpan OwnershipDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often ownership is renewed and the sweep's state read.</summary>
    public TimeSpan RenewPeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a lease lasts unless it ends by commit or with its silo.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromHours(1);
}
