using Sweep.Core.Scheduling;
using Sweep.Storage;

namespace Sweep.Grains.Owning;

/// <summary>The hands of a sweep's <see cref="Proposer"/>: what it chooses by comes from the store, and what it has chosen goes there with the leases.</summary>
internal sealed class SearchKeeper
{
    private readonly Guid _sweepId;
    private readonly OwnedSweep _owned;
    private readonly IProposalStore _store;
    private readonly Proposer _proposer;

    private SearchKeeper(Guid sweepId, OwnedSweep owned, IProposalStore store, Proposer proposer) =>
        (_sweepId, _owned, _store, _proposer) = (sweepId, owned, store, proposer);

    /// <summary>Finished trials have no row any more: somebody has deleted some.</summary>
    public bool HasLostRows { get; private set; }

    /// <summary>With what was chosen before; null where points are a function of their place.</summary>
    public static async Task<SearchKeeper?> ReadAsync(Guid sweepId, OwnedSweep owned, IProposalStore store)
    {
        var earlier = await store.ReadHistoryAsync(sweepId, owned.Space.Spec, CancellationToken.None);
        if (Proposer.Of(owned.Space, earlier) is not { } proposer)
            return null;
        proposer.TakeUp(await store.ReadProposalsAsync(sweepId, owned.Space, number: null, CancellationToken.None));
        var search = new SearchKeeper(sweepId, owned, store, proposer);
        owned.Reckon();
        search.Open();
        await search.AdvanceAsync();
        return search;
    }

    /// <summary>Chooses all points that may be chosen now; true where there were any.</summary>
    public async Task<bool> AdvanceAsync()
    {
        var before = _proposer.Next;
        var ready = _proposer.ReadyBelow(_owned.Stock.Frontier);
        if (ready <= before)
            return false;
        var wanted = _proposer.Wanted(ready);
        var known = _proposer.Learn(await _store.ReadSearchOutcomesAsync(_sweepId, _owned.Space.Spec, wanted, CancellationToken.None));
        HasLostRows = known * _owned.Space.Spec.Replicates < wanted.Count;
        if (HasLostRows)
            return false;

        // It may take as long as a trial, and must not keep the silo's other grains waiting.
        await Task.Run(() => _proposer.Propose(ready));
        Open();
        return _proposer.Next > before;
    }

    /// <summary>What is to be written with a lease of these trials.</summary>
    public IReadOnlyList<Proposal> UnstoredOf(TrialBatch batch) => _proposer.UnstoredOf(batch.Numbers.All());

    /// <summary>The leases are written, and with them what was chosen for them.</summary>
    public void Stored(IEnumerable<LeaseRecord> leases) => _proposer.Stored(leases.SelectMany(lease => lease.Proposals));

    private void Open() => _owned.Stock.ReadyBelow = _proposer.Next * _owned.Space.Spec.Replicates;
}
