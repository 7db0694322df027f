using Sweep.Core.Sweeps;
using Sweep.Grains.Silos;
using Sweep.Storage;

namespace Sweep.Client.Sweeps;

/// <summary>Who else works on a sweep, as far as the store and this machine can tell.</summary>
internal static class LiveOwner
{
    // No owner claims more time ahead than this; what does was written before a clock was set back.
    private static readonly TimeSpan LongestClaim = TimeSpan.FromMinutes(1);

    /// <summary>The other process that owns the sweep, in words; null where nobody does or the owner is known to be dead.</summary>
    public static string? Of(SweepRecord sweep, DateTimeOffset now) =>
        sweep.Owner is { } owner && sweep.OwnerUntil > now && sweep.OwnerUntil - now < LongestClaim && !ProcessIdentity.IsCurrent(owner) && !ProcessIdentity.IsKnownDead(owner)
            ? ProcessIdentity.Describe(owner)
            : null;

    /// <summary>Sets a failed or a paused sweep that nobody owns running again; leaves all others alone.</summary>
    public static async Task<SweepRecord> ReopenAsync(ISweepRegister sweeps, SweepRecord sweep, DateTimeOffset now, CancellationToken cancellation)
    {
        if (sweep.State is not (SweepState.Failed or SweepState.Paused) || Of(sweep, now) is not null)
            return sweep;
        var change = await sweeps.ChangeStateAsync(sweep.Id, SweepState.Running, error: null, cancellation);
        return change.Sweep ?? sweep;
    }
}
