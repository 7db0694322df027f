namespace Sweep.Core.Notifications;

/// <summary>Whether a running sweep is stalled.</summary>
public static class StallDecider
{
    /// <summary>
    /// Stalled from the moment at which the last progress is <paramref name="after"/> ago. It need not be looked at again before
    /// <see cref="StallDecision.LookAgainAt"/>, since until then no answer could be another but by progress, which puts it off.
    /// </summary>
    /// <param name="progressAt">The last commit or checkpoint, or since when it runs.</param>
    /// <param name="after">Longer than nothing.</param>
    /// <param name="now">May be before the progress: clocks differ, and are set.</param>
    public static StallDecision Decide(DateTimeOffset progressAt, TimeSpan after, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(after, TimeSpan.Zero);
        var quiet = now - progressAt;
        if (quiet >= after)
            return new StallDecision(true, now + after);
        return new StallDecision(false, quiet < TimeSpan.Zero ? now + after : now + (after - quiet));
    }
}
