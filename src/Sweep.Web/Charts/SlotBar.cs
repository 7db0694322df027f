namespace Sweep.Web.Charts;

/// <summary>A time in which a slot was busy without a gap that could be seen.</summary>
/// <param name="From">Seconds since the sweep's first trial began.</param>
/// <param name="To">Likewise.</param>
/// <param name="Trials">How many it did meanwhile.</param>
/// <param name="First">The number of the first of them.</param>
/// <param name="HasFailed">Whether one of them failed.</param>
public readonly record struct SlotBar(double From, double To, int Trials, long First, bool HasFailed);
