using Sweep.Core.Sweeps;

namespace Sweep.Service.Views;

/// <summary>Whether a client is to go on with its trial.</summary>
/// <param name="State">The sweep's state.</param>
/// <param name="Stop">True where it should stop: the sweep does not run, or the trial was given back.</param>
/// <param name="ExpiresAt">Until when something must be said of the trial again; null where the claim is over.</param>
public sealed record ClaimStanding(Guid SweepId, long Number, SweepState State, bool Stop, DateTimeOffset? ExpiresAt);
