using Sweep.Core.Scheduling;
using Sweep.Core.Trainers;
using Sweep.Core.Trials;
using Sweep.Grains.Contracts;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Owning;

/// <content>What clients hold that train elsewhere: a claim is a lease of one trial, which lasts as long as its client is not silent for too long.</content>
internal sealed partial class LeaseKeeper
{
    // What clients have told of their trials is for people to look at, and may be lost.
    private readonly Dictionary<Guid, TrialProgress> _told = [];
    private readonly ClaimTraces _traces = new(sweepId, owned.Space, owned.TraceParent);

    private TimeSpan Duration => DurationOf(owned.Space.Spec.Trainer, options);

    private IEnumerable<TrialProgress> Claimed => _desk.Leases
        .Select(lease => _desk.Find(lease)!)
        .Select(lease => _told.TryGetValue(lease.Id, out var told) ? told : ProgressOf(lease.All.First(), 0, double.NaN))
        .OrderBy(progress => progress.Number);

    /// <summary>1-based.</summary>
    public int AttemptOf(long number) => _losses.TryGetValue(number, out var losses) ? losses.Attempts + 1 : 1;

    /// <summary>
    /// The claim that the client has, else one of the next trial; null where there is none now, and true where asking again may give one at once.
    /// </summary>
    public async Task<(LeaseRecord? Claim, bool HasMore)> ClaimAsync(SiloKey client)
    {
        if (_desk.ClaimOf(client) is { } held)
        {
            // It may have ended without a word to this owner.
            if (await store.FindLeaseAsync(held.Id, CancellationToken.None) is not null)
                return (await RenewAsync(held), false);
            await EndedAsync([held.Id]);
        }

        DeskGrant Decide(double cost) => _desk.DecideClaim(cost, IsRunning);
        var (grant, hasMore) = reuser is null ? (Decide(0), false) : await reuser.GrantAsync(Decide, 0);
        if (grant.Batches is not [var next, ..])
            return (null, hasMore);
        var number = next.Numbers[0].Start;
        var run = _traces.Begin(number, AttemptOf(number), _losses.GetValueOrDefault(number)?.TraceParent);
        using var span = SpanOf(client.ToString(), [next]);
        if (run is not null)
            SweepSpans.Link(run, TelemetryNames.Lease, span is { Recorded: true } ? span.Id : null);
        var leases = LeasesOf(client.ToString(), [next], run?.Id, []);
        var isStored = false;
        try
        {
            isStored = await StoreAsync(leases);
        }
        finally
        {
            if (!isStored && run is not null)
                SweepSpans.Discard(run);
        }

        if (!isStored)
            return (null, hasMore);
        _traces.Granted(leases[0].Id, run);
        await DoAsync(_desk.Granted(client, leases, places: null, Now));
        return (leases[0], false);
    }

    /// <summary>Results of clients are in the store; their leases are over, and yet to be told of as such.</summary>
    public void NoteCommit(CommitNotice notice)
    {
        foreach (var claim in notice.EndedLeases.Select(_desk.Find).OfType<LeaseRecord>().Where(lease => lease.Silo.IsClient))
        {
            var number = claim.All.First();
            _traces.Committed(claim, AttemptOf(number), notice.Failed.Contains(number) ? TrialState.Failed : TrialState.Completed, notice.CommitTrace);
        }
    }

    /// <summary>A client is at its trial still; null where that is not its own any more.</summary>
    public async Task<LeaseRecord?> KeepAsync(ClaimReport report)
    {
        if (_desk.Find(report.Claim) is not { Silo.IsClient: true } claim || claim.All.First() != report.Number)
            return null;
        var kept = await RenewAsync(claim);
        if (report.Step is { } step)
            _told[claim.Id] = ProgressOf(report.Number, step, report.Value);
        return kept;
    }

    private static TimeSpan DurationOf(TrainerSpec trainer, SweepGrainOptions options) => trainer.IsExternal ? trainer.ClaimDuration : options.LeaseDuration;

    /// <summary>Not written each time: a client may speak more often than a store need hear of it.</summary>
    private async Task<LeaseRecord> RenewAsync(LeaseRecord claim)
    {
        var now = time.GetUtcNow();
        if (claim.ExpiresAt - now < Duration * 0.9)
        {
            claim = claim with { ExpiresAt = now + Duration };
            await store.RenewLeasesAsync(sweepId, [claim.Silo.ToString()], claim.ExpiresAt, CancellationToken.None);
        }

        _desk.Keep(claim, Now);
        return claim;
    }

    private void Forget(Guid lease)
    {
        _told.Remove(lease);
        _traces.Ended(lease);
    }

    private TrialProgress ProgressOf(long number, int step, double value) =>
        new(number, AttemptOf(number), step, owned.Space.StepsOf(owned.Space.TrialAt(number)) ?? 0, value);
}
