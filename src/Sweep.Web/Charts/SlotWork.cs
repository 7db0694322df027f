namespace Sweep.Web.Charts;

/// <summary>What one slot of a silo did for a sweep.</summary>
/// <param name="Silo">Machine and process.</param>
/// <param name="Slot">0-based.</param>
/// <param name="Trials">That it trained.</param>
/// <param name="Failed">Of them, how many failed.</param>
/// <param name="BusySeconds">From start to end, summed; overlaps counted once.</param>
/// <param name="Bars">When it was busy, in order of time.</param>
public sealed record SlotWork(string Silo, int Slot, long Trials, long Failed, double BusySeconds, IReadOnlyList<SlotBar> Bars);
