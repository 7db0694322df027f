using System.Collections.Concurrent;
using Sweep.Core.Sweeps;
using Sweep.Storage;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Browsing;

/// <summary>
/// Totals of sweeps: of those whose rows stay as they are, counted at most once a minute, for programs that watch them ask again and again, and counting is
/// over all rows.
/// </summary>
internal sealed class SettledTotals(ISweepStore store, TimeProvider time)
{
    private const int Most = 1_000;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, Known> _known = new();

    /// <param name="sweep">As it is now.</param>
    /// <param name="checksCurves">Whether trials without a curve are to be told of.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<TrialTotals> ReadAsync(SweepRecord sweep, bool checksCurves, CancellationToken cancellation)
    {
        var mark = (sweep.State, sweep.Epoch, sweep.FinishedAt);
        var isKnown = _known.TryGetValue(sweep.Id, out var known) && known.Mark == mark && time.GetElapsedTime(known.Since) < Limit;
        if (isKnown && (known!.HasCurves || !checksCurves))
            return known.Totals;
        var since = time.GetTimestamp();
        var totals = await store.TotalTrialsAsync(sweep.Id, cancellation);
        if (checksCurves)
            await store.CheckCurvesAsync(sweep.Id, cancellation);
        if (!sweep.State.IsSettled())
            return totals;
        if (_known.Count >= Most)
            _known.Clear();
        _known[sweep.Id] = new Known(mark, since, totals, checksCurves);
        return totals;
    }

    private sealed record Known((SweepState State, long Epoch, DateTimeOffset? FinishedAt) Mark, long Since, TrialTotals Totals, bool HasCurves);
}
