using System.Diagnostics;
using Sweep.Core.Scheduling;
using Sweep.Grains.Contracts;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Owning;

/// <content>Of silos: what they get for their pulls.</content>
internal sealed partial class LeaseKeeper
{
    /// <summary>Grants what silos that were heard are to get, one answer each, by one transaction for all of them.</summary>
    public async Task<IReadOnlyList<PullGrant>> GrantAsync(IReadOnlyList<PullRequest> requests)
    {
        List<(DeskGrant Desk, LeaseRecord[] Leases, bool HasMore)> granted = [];
        List<Activity?> spans = [];
        HashSet<long> chosen = [];
        var outer = Activity.Current;
        try
        {
            foreach (var request in requests)
            {
                DeskGrant Decide(double cost) => _desk.Decide(request with { Cost = cost }, IsRunning, Now);
                var (grant, hasMore) = reuser is null ? (Decide(request.Cost), false) : await reuser.GrantAsync(Decide, request.Cost);
                LeaseRecord[] leases = [];
                if (grant.Batches.Count > 0)
                {
                    // Beside the spans of the others, not within them.
                    Activity.Current = outer;
                    spans.Add(SpanOf(request.Silo, grant.Batches));
                    leases = LeasesOf(request.Silo, grant.Batches, spans[^1] is { Recorded: true } span ? span.Id : null, chosen);
                }

                // Before the store has it, so that no other silo is granted the same.
                await DoAsync(_desk.Granted(SiloKey.Parse(request.Silo), leases, leases.Length > 0 ? grant.Places : grant.IdlePlaces, Now));
                granted.Add((grant, leases, hasMore));
            }

            var isStored = await StoreGrantedAsync([.. granted.SelectMany(grant => grant.Leases)]);
            return [.. granted.Select(grant => grant.Leases.Length > 0 && isStored
                ? new PullGrant([.. grant.Leases.Select(OfferOf)], grant.Desk.Places, grant.HasMore)
                : new PullGrant(grant.Leases.Length == 0 ? [] : null, grant.Desk.IdlePlaces, grant.HasMore))];
        }
        finally
        {
            spans.ForEach(span => span?.Dispose());
        }
    }

    /// <summary>Leases that the desk has granted; where the store has none of them they are over, and nobody need be told.</summary>
    private async Task<bool> StoreGrantedAsync(LeaseRecord[] leases)
    {
        var isStored = leases.Length == 0;
        try
        {
            isStored = isStored || await StoreAsync(leases);
        }
        finally
        {
            if (!isStored)
                _desk.Ended([.. leases.Select(lease => lease.Id)], finished: [], isLost: false, Now);
        }

        return isStored;
    }

    /// <summary>Writes leases before their work starts; false where the store refuses.</summary>
    private async Task<bool> StoreAsync(LeaseRecord[] leases)
    {
        var granted = false;
        try
        {
            granted = await store.GrantLeasesAsync(leases, owned.Epoch, CancellationToken.None);
        }
        finally
        {
            // Their rows may be there all the same, the answer having been lost.
            if (!granted)
                foreach (var lease in leases)
                    owed.Leases.Enqueue(lease.Id);
        }

        if (granted)
            search?.Stored(leases);
        return granted;
    }

    private Activity? SpanOf(string silo, IReadOnlyList<TrialBatch> batches) =>
        SweepSpans.Lease(sweepId, silo, batches.Sum(batch => batch.Numbers.Sum(range => range.Count)));

    /// <param name="silo">Whose they are.</param>
    /// <param name="batches">What they are of.</param>
    /// <param name="trace">The span in which they are granted, as their rows have it.</param>
    /// <param name="chosen">First trials of the points that are written with others at the same time; those that come with these are added.</param>
    private LeaseRecord[] LeasesOf(string silo, IReadOnlyList<TrialBatch> batches, string? trace, HashSet<long> chosen)
    {
        var now = time.GetUtcNow();
        return [.. batches.Select(batch => new LeaseRecord(
            Guid.CreateVersion7(now), sweepId, SiloKey.Parse(silo), batch.Numbers, owned.Epoch, now, now + Duration)
        {
            Alone = batch.Isolation == Isolation.Alone,
            TraceParent = trace,
            Proposals = search is null ? [] : [.. search.UnstoredOf(batch).Where(proposal => chosen.Add(proposal.Number))],
        })];
    }

    private LeaseOffer OfferOf(LeaseRecord lease)
    {
        (long Number, TrialLosses Losses)[] lost = _losses.Count == 0
            ? []
            : [.. lease.All.Where(_losses.ContainsKey).Select(number => (number, _losses[number]))];
        return new LeaseOffer(
            lease.Id,
            [.. lease.Numbers.Select(range => range.Start)],
            [.. lease.Numbers.Select(range => range.End)],
            lost.ToDictionary(trial => trial.Number, trial => trial.Losses.Attempts),
            _checkpointed.Count == 0 ? [] : [.. lease.All.Where(_checkpointed.Contains)],
            lease.Alone,
            lease.TraceParent,
            _losses.Count == 0
                ? null
                : lost.Where(trial => trial.Losses.TraceParent is not null).ToDictionary(trial => trial.Number, trial => trial.Losses.TraceParent!),
            KnownPoints.Of(owned.Space, lease.All));
    }
}
