using Microsoft.Extensions.Logging;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Grains.Telemetry;
using Sweep.Storage;
using Sweep.Storage.Faults;

namespace Sweep.Grains.Leasing;

/// <summary>
/// Speaks with the owner of a sweep, which may be away for a while: what it does not hear, it finds out by a later heartbeat. Whatever goes wrong with a call,
/// its runner goes on: it holds leases and trials.
/// </summary>
internal sealed class SweepOwner(ISweepGrain sweep, ILeaseStore leases, Guid sweepId, ILogger logger)
{
    /// <summary>Null where there was no answer.</summary>
    public async Task<PullReply?> PullAsync(PullRequest request)
    {
        try
        {
            return await sweep.PullAsync(request);
        }
        catch (StoreException failure) when (failure.IsTransient)
        {
            logger.LeaseNotWritten(failure, sweepId);
            return null;
        }
        catch (StoreException refusal)
        {
            // Where that is not heard either, the next pull will be refused as well, and comes here again.
            var isHeard = await TryAsync(sweep.FailAsync(refusal.Message), failure => logger.RefusalNotTaken(failure, sweepId, refusal.Message));
            return isHeard ? new PullReply(SweepState.Failed, []) : null;
        }
#pragma warning disable CA1031 // See the class.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.OwnerSilent(failure, sweepId);
            return null;
        }
    }

    /// <summary>Waits until there may be more than the reply with these news had; false where that is not so, or cannot be said.</summary>
    public async Task<bool> HasNewsAsync(long news)
    {
        try
        {
            return await sweep.NewsAsync(news) != news;
        }
#pragma warning disable CA1031 // The heartbeats go on; the first that is answered leads here again.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    /// <summary>Null where there was no answer; whoever owns the sweep ends it where its store refuses what is decided.</summary>
    public async Task<RungReply?> RungsAsync(RungReport report)
    {
        try
        {
            return await sweep.RungsAsync(report);
        }
#pragma warning disable CA1031 // Trials wait for the answer: whatever went wrong, they are told of again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.OwnerSilent(failure, sweepId);
            return null;
        }
    }

    /// <summary>Waits until more is decided about trials at rungs than this reply had; false where that is not so, or cannot be said.</summary>
    public async Task<bool> HasRungNewsAsync(Guid keeper, long known)
    {
        try
        {
            return await sweep.RungNewsAsync(keeper, known);
        }
#pragma warning disable CA1031 // Trials wait for the answer: whatever went wrong, the owner is told of them again.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    /// <summary>
    /// Where the owner does not hear it, its row ends all the same: of a silo that leaves no heartbeat tells later, and its trials would be taken for those of
    /// one that died.
    /// </summary>
    public async Task GiveBackAsync(Guid lease)
    {
        if (await TryAsync(sweep.GiveBackAsync(lease), _ => { }))
            return;
        await TryAsync(leases.EndLeasesAsync([lease], null, CancellationToken.None), failure => logger.LeaseNotGivenBack(failure, sweepId, lease));
    }

    public Task LoseAsync(Guid lease, long number, string reason) =>
        TryAsync(sweep.LoseAsync(lease, number, reason), failure => logger.LossNotNoted(failure, sweepId, number));

    private static async Task<bool> TryAsync(Task call, Action<Exception> failed)
    {
        try
        {
            await call;
            return true;
        }
#pragma warning disable CA1031 // See the class.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            failed(failure);
            return false;
        }
    }
}
