using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Sweep.Grains.Hosting;

/// <summary>
/// The wall clock as it was when the process began, and from then on at the pace of one that nobody sets. Orleans' timers of membership
/// and directory wait for a time of day: with the wall clock set back by an hour, a silo would not probe others for that hour.
/// </summary>
internal sealed class SteadyClock : TimeProvider
{
    private static readonly string[] Users =
        [TimeProviderNames.Membership, TimeProviderNames.SystemTimers, TimeProviderNames.ActivationManagement,
        TimeProviderNames.GrainDirectory, TimeProviderNames.Messaging];

    private readonly DateTimeOffset _begun = System.GetUtcNow();
    private readonly long _since = Stopwatch.GetTimestamp();

    /// <summary>Gives it to the parts of Orleans that measure time; what is told to other silos stays the wall clock's.</summary>
    public static void Use(IServiceCollection services)
    {
        var clock = new SteadyClock();
        foreach (var user in Users)
            services.AddKeyedSingleton<TimeProvider>(user, clock);
    }

    public override DateTimeOffset GetUtcNow() => _begun + Stopwatch.GetElapsedTime(_since);

    // The system's timers count by its ticks of some milliseconds, and may ring early. Orleans, which waits until a time of this clock has come, then asks
    // again and again until it has.
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        TimerThread.Instance.Create(callback, state, dueTime, period);
}
