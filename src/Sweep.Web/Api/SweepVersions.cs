using System.Collections.Concurrent;
using System.Globalization;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Service;
using Sweep.Storage.Sweeps;

namespace Sweep.Web.Api;

/// <summary>
/// Which results a sweep has, in a few characters: equal ones have equal results. Of a sweep that has ended its row says it; of others whoever works on it,
/// asked at most twice a second, so that a page of twenty pieces is one question.
/// </summary>
internal sealed class SweepVersions(ISweepService sweeps, SweepFeeds feeds, TimeProvider time)
{
    private const int MostRemembered = 10_000;

    private static readonly TimeSpan Memory = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<Guid, (string Version, long AskedAt)> _known = new();

    public static string Of(SweepProgress progress, long epoch) => string.Create(
        CultureInfo.InvariantCulture,
        $"{progress.State.ToName()}-{epoch}-{progress.Completed}-{progress.Pruned}-{progress.Failed}-{progress.Running}{(progress.StoreTrouble is null ? "" : "-away")}");

    /// <summary>How far the trials in training are.</summary>
    public static string OfTrials(SweepProgress progress)
    {
        var sum = 17L;
        foreach (var trial in progress.RunningTrials)
            sum = unchecked((sum * 31 + trial.Number) * 31 + trial.Iteration);
        return sum.ToString("x", CultureInfo.InvariantCulture);
    }

    public async Task<string> OfAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        if (sweep.State is SweepState.Completed or SweepState.Cancelled)
            return string.Create(CultureInfo.InvariantCulture, $"{sweep.State.ToName()}-{sweep.Epoch}-{sweep.FinishedAt?.UtcTicks}");
        if (feeds.Newest(sweep.Id) is { Progress: not null } watched)
            return $"{sweep.State.ToName()}-{sweep.Epoch}-{watched.Version}";
        if (_known.TryGetValue(sweep.Id, out var known) && time.GetElapsedTime(known.AskedAt) < Memory)
            return $"{sweep.State.ToName()}-{sweep.Epoch}-{known.Version}";
        if (_known.Count > MostRemembered)
            _known.Clear();
        var askedAt = time.GetTimestamp();
        await foreach (var progress in sweeps.WatchAsync(sweep, cancellation))
        {
            known = (Of(progress, sweep.Epoch), askedAt);
            break;
        }

        _known[sweep.Id] = known;
        return $"{sweep.State.ToName()}-{sweep.Epoch}-{known.Version}";
    }
}
