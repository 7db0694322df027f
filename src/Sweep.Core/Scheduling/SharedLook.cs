namespace Sweep.Core.Scheduling;

/// <summary>
/// A look at the store that any silo takes for all of them. The more they are, the less often each one looks, so that together they do not look more often than
/// twice in the time that one alone lets pass; and at times of chance, since silos that were started together would look together.
/// </summary>
public static class SharedLook
{
    /// <summary>Where most of a large cluster has gone and those left do not know it yet, they look so often all the same.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>How long a silo lets pass until its next look.</summary>
    /// <param name="alone">How often one silo by itself would look.</param>
    /// <param name="silos">How many there are.</param>
    /// <param name="chance">From 0 to 1, another one each time.</param>
    public static TimeSpan Pause(TimeSpan alone, int silos, double chance)
    {
        if (silos <= 2 || alone >= Longest)
            return alone;
        var period = alone * (silos / 2.0);
        return (period < Longest ? period : Longest) * (0.5 + chance);
    }
}
