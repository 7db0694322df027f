using System.Collections.Concurrent;
using Sweep.Core.Sweeps;
using Sweep.Service;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;

namespace Sweep.Web.Pages.Shared;

/// <summary>
/// How sweeps stand, counted once for all who look at the same time: the counts are over all rows of a sweep, and ten pages that follow it would count so often
/// a second.
/// </summary>
internal sealed class SweepStatuses(ISweepService sweeps, TimeProvider time)
{
    private const int Most = 1_000;

    private static readonly TimeSpan OfOpen = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan OfEnded = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, Entry> _entries = [];

    /// <summary>
    /// At most half a second old, or ten times what counting took, so that it takes a tenth of the database's time at most; of a sweep that has ended at most a
    /// minute.
    /// </summary>
    public async Task<SweepStatus> ReadAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var mark = (sweep.State, sweep.Epoch, sweep.FinishedAt);
        var present = _entries.GetValueOrDefault(sweep.Id);
        if (present is null || present.Mark != mark || time.GetElapsedTime(present.Since) > LimitOf(sweep, present) || present.HasFailed)
        {
            if (_entries.Count >= Most)
                _entries.Clear();

            // Whoever asks first may go away; those who came after still wait for it.
            present = new Entry(mark, time.GetTimestamp());
            present.Status = CountAsync(present, sweep);
            _entries[sweep.Id] = present;
        }

        return await present.Status.WaitAsync(cancellation);
    }

    private async Task<SweepStatus> CountAsync(Entry entry, SweepRecord sweep)
    {
        var status = await sweeps.StatusAsync(sweep, CancellationToken.None);
        entry.Took = time.GetElapsedTime(entry.Since);
        return status;
    }

    private static TimeSpan LimitOf(SweepRecord sweep, Entry entry) =>
        sweep.State.IsFinal() ? OfEnded : 10 * entry.Took > OfOpen ? 10 * entry.Took : OfOpen;

    private sealed class Entry((SweepState State, long Epoch, DateTimeOffset? FinishedAt) mark, long since)
    {
        public (SweepState State, long Epoch, DateTimeOffset? FinishedAt) Mark => mark;

        public long Since => since;

        public TimeSpan Took { get; set; }

        public Task<SweepStatus> Status { get; set; } = null!;

        public bool HasFailed => Status is { IsCompleted: true, IsCompletedSuccessfully: false };
    }
}
