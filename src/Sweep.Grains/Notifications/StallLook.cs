using Sweep.Core.Notifications;
using Sweep.Core.Scheduling;
using Sweep.Grains.Silos;
using Sweep.Storage;
using Sweep.Storage.Notifications;

namespace Sweep.Grains.Notifications;

/// <summary>Looks for running sweeps that have stalled. What it remembers only spares it questions: any number of silos may look at once.</summary>
internal sealed class StallLook(INotificationStore store, NotificationOptions options, ISiloStates silos, TimeProvider time)
{
    private readonly Dictionary<Guid, DateTimeOffset> _lookAt = [];
    private DateTimeOffset _listAt = DateTimeOffset.MinValue;
    private TimeSpan _pause;

    public async Task LookAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();

        // Where the clock was set back, it is asked anew.
        if (now < _listAt && _listAt - now <= _pause)
            return;
        _pause = SharedLook.Pause(options.StallLookPeriod, silos.Count, Random.Shared.NextDouble());
        _listAt = now + _pause;
        var watches = await store.ListStallWatchesAsync(cancellation);
        foreach (var gone in _lookAt.Keys.Except(watches.Select(watch => watch.Id)).ToList())
            _lookAt.Remove(gone);
        foreach (var watch in watches)
        {
            if (!_lookAt.TryGetValue(watch.Id, out var due) || due <= now)
                _lookAt[watch.Id] = await LookAtAsync(watch, now, cancellation);
        }
    }

    /// <returns>When it is to be looked at again.</returns>
    private async Task<DateTimeOffset> LookAtAsync(StallWatch watch, DateTimeOffset now, CancellationToken cancellation)
    {
        var progressAt = await store.ReadLastProgressAsync(watch.Id, cancellation) is { } last && last > watch.RunningSince ? last : watch.RunningSince;
        var again = DateTimeOffset.MaxValue;
        foreach (var target in watch.Targets)
        {
            var decision = StallDecider.Decide(progressAt, target.After ?? options.StallAfter, now);
            if (decision.IsStalled)
                await store.AddStalledAsync(watch.Id, target, progressAt, cancellation);
            if (decision.LookAgainAt < again)
                again = decision.LookAgainAt;
        }

        return again;
    }
}
