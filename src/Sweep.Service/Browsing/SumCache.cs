using System.Collections.Concurrent;
using Sweep.Core.Sweeps;
using Sweep.Storage;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Browsing;

/// <summary>
/// What the trials of sweeps sum to, by one query for all that are not known: of a sweep that has ended it is kept, of others for ten times as long as the
/// query took, so that whoever looks costs the database a tenth of its time at most.
/// </summary>
internal sealed class SumCache(IPageReader reader, TimeProvider time)
{
    /// <summary>A few megabytes.</summary>
    private const int MostSweeps = 20_000;

    private readonly ConcurrentDictionary<Guid, Known> _known = new();

    /// <summary>The sums of all of these sweeps.</summary>
    public async Task<IReadOnlyDictionary<Guid, TrialSums>> ReadAsync(IReadOnlyCollection<SweepRecord> sweeps, CancellationToken cancellation)
    {
        var now = time.GetTimestamp();
        Dictionary<Guid, TrialSums> sums = [];
        List<SweepRecord> unknown = [];
        foreach (var sweep in sweeps)
        {
            if (_known.TryGetValue(sweep.Id, out var known) && (known.Epoch, known.State) == (sweep.Epoch, sweep.State) && now < known.Until)
                sums[sweep.Id] = known.Sums;
            else
                unknown.Add(sweep);
        }

        if (unknown.Count == 0)
            return sums;
        var read = await reader.SumTrialsAsync([.. unknown.Select(sweep => sweep.Id)], cancellation);
        var end = time.GetTimestamp();
        if (_known.Count > MostSweeps)
            _known.Clear();
        foreach (var sweep in unknown)
        {
            var found = sums[sweep.Id] = read.GetValueOrDefault(sweep.Id) ?? TrialSums.None;
            _known[sweep.Id] = new Known(sweep.Epoch, sweep.State, found, sweep.State.IsSettled() ? long.MaxValue : end + 10 * (end - now));
        }

        return sums;
    }

    /// <summary>Forgets a sweep.</summary>
    public void Forget(Guid id) => _known.TryRemove(id, out _);

    private sealed record Known(long Epoch, SweepState State, TrialSums Sums, long Until);
}
