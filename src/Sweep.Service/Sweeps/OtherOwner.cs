using Sweep.Core.Scheduling;
using Sweep.Grains.Silos;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Sweeps;

/// <summary>Who else works on a sweep, as far as the store and this machine can tell.</summary>
public static class OtherOwner
{
    // No owner claims more time ahead than this; what does was written before a clock was set back.
    private static readonly TimeSpan LongestClaim = TimeSpan.FromMinutes(1);

    /// <summary>The other process that owns the sweep, in words; null where nobody does or the owner is known to be dead.</summary>
    public static string? Of(SweepRecord sweep, DateTimeOffset now) =>
        sweep.Owner is { } text && sweep.OwnerUntil > now && sweep.OwnerUntil - now < LongestClaim
        && SiloKey.Parse(text) is var owner && !ProcessIdentity.IsCurrent(owner) && !ProcessIdentity.IsKnownDead(owner)
            ? owner.Describe()
            : null;
}
