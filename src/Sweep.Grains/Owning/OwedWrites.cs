using Sweep.Core.Sweeps;
using Sweep.Storage;
using Sweep.Storage.Faults;

namespace Sweep.Grains.Owning;

/// <summary>What a sweep's owner has decided and the store does not know yet, because it was away or refused.</summary>
internal sealed class OwedWrites(Guid sweepId, ISweepRegister sweeps, IOwnerStore store, ILeaseStore leaseStore, TimeProvider time, SweepGrainOptions options)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private TimeSpan _pause;
    private TimeSpan _nextAt;

    /// <summary>Why the sweep has failed.</summary>
    public string? Failure { get; set; }

    /// <summary>Leases that are over, or that may have been written although no answer came.</summary>
    public Queue<Guid> Leases { get; } = new();

    /// <summary>Whether the store is to be told of the failure now: what it refuses again and again it is asked less and less often.</summary>
    public bool IsDue => Failure is not null && time.GetElapsedTime(0) >= _nextAt;

    /// <summary>Writes what the store could not be told before.</summary>
    public async Task PayAsync(OwnedSweep? owned)
    {
        if (Failure is { } error && owned is not null)
        {
            try
            {
                // Whoever has taken the sweep meanwhile is not failed by what went wrong here.
                if (await store.RenewAsync(sweepId, owned.Epoch, owned.Stock.Frontier, options.OwnershipDuration, CancellationToken.None) is not null)
                    await sweeps.ChangeStateAsync(sweepId, SweepState.Failed, error, CancellationToken.None);
            }
            catch (StoreException refusal) when (!refusal.IsTransient)
            {
                _pause = _pause == TimeSpan.Zero ? options.RenewPeriod : _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
                _nextAt = time.GetElapsedTime(0) + _pause;
                throw;
            }

            owned.StoreTrouble = Failure = null;
            _pause = _nextAt = TimeSpan.Zero;
        }

        while (Leases.TryPeek(out var lease))
        {
            await leaseStore.EndLeasesAsync([lease], loss: null, CancellationToken.None);
            Leases.Dequeue();
        }
    }
}
