using System.Diagnostics;

namespace Sweep.Testing;

/// <summary>Waits for what must become true, with a deadline.</summary>
public static class Eventually
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);

    // What is asked may be a database on the machine that trains: whoever waits for long asks seldom, and is late by a twentieth of the time at most.
    private const double PauseShare = 0.05;

    /// <summary>Polls until <paramref name="condition"/> holds.</summary>
    /// <exception cref="TimeoutException">It did not within <paramref name="deadline"/> (two minutes where not given).</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? deadline = null)
    {
        var limit = deadline ?? TimeSpan.FromMinutes(2);
        var since = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(since) > limit)
                throw new TimeoutException($"not within {limit}: {what}");
            var pause = Stopwatch.GetElapsedTime(since) * PauseShare;
            await Task.Delay(pause < ShortestPause ? ShortestPause : pause < LongestPause ? pause : LongestPause);
        }
    }

    /// <inheritdoc cref="TrueAsync(Func{Task{bool}}, string, TimeSpan?)"/>
    public static Task TrueAsync(Func<bool> condition, string what, TimeSpan? deadline = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, deadline);
}
