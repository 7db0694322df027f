using Microsoft.Extensions.Logging;
using Sweep.Core.Sweeps;
using Sweep.Core.Texts;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Service.Views;
using Sweep.Storage.Faults;
using Sweep.Storage.Sweeps;

namespace Sweep.Web.Api;

/// <summary>Watches each sweep once, however many watch it here: fifty streams cost its silo one question at a time.</summary>
internal sealed class SweepFeeds(ISweepService sweeps, TimeProvider time, ApiLimits limits, ILogger<SweepFeeds> logger) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Watched> _watched = [];
    private readonly CancellationTokenSource _end = new();

    /// <summary>Takes part until what is returned is disposed of.</summary>
    public FeedSeat Join(SweepRecord sweep)
    {
        lock (_gate)
        {
            if (!_watched.TryGetValue(sweep.Id, out var watched))
            {
                watched = new Watched(new SweepFeed(), CancellationTokenSource.CreateLinkedTokenSource(_end.Token));
                _watched.Add(sweep.Id, watched);
                _ = Task.Run(() => WatchAsync(sweep, watched.Feed, watched.Stop.Token));
            }

            watched.Seats++;
            return new FeedSeat(watched.Feed, () => Leave(sweep.Id, watched));
        }
    }

    /// <summary>What is published of it now; null where nobody watches it.</summary>
    public FeedEvent? Newest(Guid sweep)
    {
        lock (_gate)
            return _watched.TryGetValue(sweep, out var watched) ? watched.Feed.Now.Newest : null;
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private void Leave(Guid sweep, Watched watched)
    {
        lock (_gate)
        {
            if (--watched.Seats > 0)
                return;
            _watched.Remove(sweep);
        }

        watched.Stop.Cancel();
        watched.Stop.Dispose();
    }

    private async Task WatchAsync(SweepRecord sweep, SweepFeed feed, CancellationToken cancellation)
    {
        try
        {
            await PublishAsync(sweep, feed, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Nobody watches any more.
        }
        catch (RefusalException gone)
        {
            feed.Publish(new FeedEvent("gone", "", null, gone.Refusal, IsLast: true));
        }
#pragma warning disable CA1031 // Nobody waits for this task: watchers would wait for ever.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.WatchFailed(failure, sweep.Id);
            var words = failure is StoreException store ? store.Message : "the sweep can no longer be watched; the server's log says why";
            feed.Publish(new FeedEvent("failed", "", null, new Refusal(RefusalKind.Failed, new Problem("", "", words)), IsLast: true));
        }
    }

    private async Task PublishAsync(SweepRecord sweep, SweepFeed feed, CancellationToken cancellation)
    {
        (string Version, string Trials)? published = null;
        var at = time.GetTimestamp();
        await foreach (var progress in sweeps.WatchAsync(sweep, cancellation))
        {
            (string Version, string Trials) version = (SweepVersions.Of(progress, sweep.Epoch), SweepVersions.OfTrials(progress));
            var isLast = progress.State.IsFinal();
            if (!isLast && (version == published || (published is not null && time.GetElapsedTime(at) < limits.EventPause)))
                continue;
            (published, at) = (version, time.GetTimestamp());
            feed.Publish(new FeedEvent(version.Version, version.Trials, SweepProgressView.Of(progress, sweep), null, isLast));
        }
    }

    private sealed record Watched(SweepFeed Feed, CancellationTokenSource Stop)
    {
        public int Seats { get; set; }
    }
}
