using Sweep.Core.Scheduling;
using Sweep.Grains.Contracts;
using Sweep.Grains.Telemetry;
using Sweep.Storage;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Writing;

/// <summary>
/// Gets what a client has trained into the store, from whatever process it was given to: the lease of its claim fences it there. The sweep's owner is told
/// afterwards; where that is not heard, it sees by itself that the lease is over.
/// </summary>
/// <param name="store">Where it goes.</param>
/// <param name="grains">Leads to owners; null where there are none.</param>
public sealed class ClaimCommitter(ITrialStore store, IGrainFactory? grains)
{
    private static readonly TimeSpan LongestTelling = TimeSpan.FromSeconds(3);

    /// <summary>Commits a trial, and ends its lease.</summary>
    /// <exception cref="Storage.Faults.StoreException">The store refused; nothing is stored, or its answer was lost.</exception>
    public async Task<CommitOutcome> CommitAsync(FinishedTrial trial, LeaseRecord claim, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(claim);
        var end = ClaimEnd.Of(claim);
        trial = trial with { TraceId = end?.Context!.Value.TraceId.ToHexString() };
        var meter = CommitMeter.Start([new WaitingTrial(claim.Id, trial, default, end)]);
        CommitOutcome outcome;
        try
        {
            outcome = await store.CommitClaimAsync(trial, claim.Id, cancellation);
        }
        catch (Exception failure)
        {
            meter.Failed(failure);
            throw;
        }

        meter.Succeeded([trial], [outcome]);
        if (outcome != CommitOutcome.Committed)
            return outcome;
        TrialMeter.NoteTrained(trial.Trial.Point, trial.State, (trial.FinishedAt - trial.StartedAt).TotalSeconds, trial.TrainedIterations);
        end?.TellTraining(trial);
        await TellAsync(trial, CommitNotices.Of([trial], [claim.Id]) with { CommitTrace = end?.Commit });
        return outcome;
    }

    private async Task TellAsync(FinishedTrial trial, CommitNotice notice)
    {
        if (grains is null)
            return;
        try
        {
            await grains.GetGrain<ISweepGrain>(trial.SweepId).CommittedAsync(notice).WaitAsync(LongestTelling);
        }
#pragma warning disable CA1031 // The result is in the store, which is the truth; whoever owns the sweep reads it there.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
