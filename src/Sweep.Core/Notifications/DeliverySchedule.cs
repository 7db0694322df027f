namespace Sweep.Core.Notifications;

/// <summary>
/// When a notification that was not taken is tried again: after 10 seconds, then three times as long each time, at most six hours, each a fifth more or less by
/// chance, so that receivers which come back are not called by all at once. With the last attempt, about a day after the first, it is given up.
/// </summary>
public static class DeliverySchedule
{
    public const int MostAttempts = 12;

    /// <summary>That address wants no more of them (RFC 9110, 15.5.11).</summary>
    private const int Gone = 410;

    private const double Jitter = 0.2;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>No receiver puts a notification off for longer than this.</summary>
    private static readonly TimeSpan LongestAsked = TimeSpan.FromDays(1);

    /// <param name="attempt">Which attempt it was, from 1.</param>
    /// <param name="reply">What came of it.</param>
    /// <param name="chance">At least 0 and below 1.</param>
    public static DeliveryDecision After(int attempt, DeliveryReply reply, double chance)
    {
        ArgumentNullException.ThrowIfNull(reply);
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(chance);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(chance, 1);
        if (reply.IsSuccess)
            return new DeliveryDecision(true, null);
        if (reply.Status == Gone || attempt >= MostAttempts)
            return default;
        var pause = PauseAfter(attempt) * (1 - Jitter + (2 * Jitter * chance));
        var asked = reply.RetryAfter is { } wish && wish < LongestAsked ? wish : reply.RetryAfter is null ? TimeSpan.Zero : LongestAsked;
        return new DeliveryDecision(false, asked > pause ? asked : pause);
    }

    private static TimeSpan PauseAfter(int attempt)
    {
        var pause = First;
        for (var k = 1; k < attempt && pause < Longest; k++)
            pause *= 3;
        return pause < Longest ? pause : Longest;
    }
}
