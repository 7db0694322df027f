using System.Collections.Concurrent;
using Sweep.Core.Sweeps;
using Sweep.Service;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;

namespace Sweep.Web.Pages.Shared;

/// <summary>
/// How sweeps stand, counted once for all who look at the same time: the counts are over all rows of a sweep, and ten pages that follow it would count
/// ten times a second.
/// </summary>
internal sealed class SweepStatuses(ISweepService sweeps, TimeProvider time)
{
    private const int Most = 1_000;

    private static readonly TimeSpan OfOpen = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan OfEnded = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, Entry> _entries = [];

    /// <summary>At most half a second old, and of a sweep that has ended at most a minute.</summary>
    public async Task<SweepStatus> ReadAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var mark = (sweep.State, sweep.Epoch, sweep.FinishedAt);
        var present = _entries.GetValueOrDefault(sweep.Id);
        var lasts = sweep.State.IsFinal() ? OfEnded : OfOpen;
        if (present is null or { Status: { IsCompleted: true, IsCompletedSuccessfully: false } }
            || present.Mark != mark || time.GetElapsedTime(present.Since) > lasts)
        {
            if (_entries.Count >= Most)
                _entries.Clear();

            // Whoever asks first may go away; those who came after still wait for it.
            present = new Entry(mark, time.GetTimestamp(), sweeps.StatusAsync(sweep, CancellationToken.None));
            _entries[sweep.Id] = present;
        }

        return await present.Status.WaitAsync(cancellation);
    }

    private sealed record Entry((SweepState State, long Epoch, DateTimeOffset? FinishedAt) Mark, long Since, Task<SweepStatus> Status);
}
