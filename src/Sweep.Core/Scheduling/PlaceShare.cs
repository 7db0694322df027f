namespace Sweep.Core.Scheduling;

/// <summary>
/// The places of a sweep that is limited (<c>max_concurrent</c>: trials in training at once): each silo has some, and fills one anew
/// the moment that a trial leaves it, asking nobody. Places move only where a silo cannot use them.
/// </summary>
public static class PlaceShare
{
    /// <summary>Places that the asking silo has from now on.</summary>
    /// <param name="limit">Places of the sweep.</param>
    /// <param name="held">What the silo has by its own word; 0 where the sweep's owner knows of no work that it has.</param>
    /// <param name="wanted">What it could use.</param>
    /// <param name="others">What all other silos have or may still be using; a silo that is not known yet may have all.</param>
    public static int Grant(int limit, int held, int wanted, long others) =>
        Math.Max(0, (int)Math.Min(wanted, Math.Max(held, limit - others)));

    /// <summary>What a silo could use: what other sweeps leave of its slots, and its part of them at least.</summary>
    /// <param name="slots">Slots of the silo.</param>
    /// <param name="portion">The sweep's part of them, 0 to 1.</param>
    /// <param name="othersInFlight">Trials of other sweeps there, started and not ended.</param>
    public static int Wanted(int slots, double portion, int othersInFlight) =>
        Math.Clamp(Math.Max((int)Math.Ceiling(slots * portion), slots - othersInFlight), 1, slots);
}
