using Sweep.Core.Sweeps;

namespace Sweep.Grains.Storage;

/// <summary>Why the unfinished trials of a lease have no result.</summary>
/// <param name="Reason">In words, with the silo.</param>
public sealed record LeaseLoss(LossCause Cause, string Reason);
