using Sweep.Service.Browsing;
using Sweep.Storage;
using Sweep.Storage.Sweeps;

namespace Sweep.Service;

/// <summary>Deletes sweeps whose time is over. Several servers may do so at once: no two of them have the same sweep.</summary>
/// <param name="store">Stays the caller's.</param>
/// <param name="policy">Which they are.</param>
/// <param name="time">The clock of rests; the store's says how old a sweep is.</param>
public sealed class SweepRetention(ISweepStore store, RetentionPolicy policy, TimeProvider time)
{
    private readonly SweepDeleter _deleter = new(store, time);

    // What was marked here and is not all gone, since the store went away.
    private ExpiredSweep? _begun;
    private bool _hasFinished;

    public RetentionPolicy Policy => policy;

    /// <summary>Deletes all that there is to delete, and first what others left in the midst before. Not for use by several at once.</summary>
    /// <param name="say">Is told of each sweep once nothing finds it any more, before its rows go.</param>
    /// <param name="cancellation">Stops in the midst.</param>
    /// <returns>How many sweeps are gone.</returns>
    public async Task<int> DeleteExpiredAsync(Action<ExpiredSweep> say, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(say);
        if (!_hasFinished)
        {
            await _deleter.FinishAsync(cancellation);
            _hasFinished = true;
        }

        for (var sweeps = 0; ; sweeps++)
        {
            if (_begun is null)
            {
                _begun = await store.MarkExpiredAsync(policy.KeepFor, policy.KeptTags, cancellation);
                if (_begun is null)
                    return sweeps;
                say(_begun);
            }

            await _deleter.DeleteAsync(_begun.Id, cancellation);
            _begun = null;
        }
    }
}
