using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Storage.Faults;

namespace Sweep.Storage;

/// <summary>What adaptive samplers have chosen, and what they choose by. Rows are written with the leases that they are for (<see cref="ILeaseStore"/>).</summary>
public interface IProposalStore
{
    /// <summary>All proposals of a sweep by number, or that of one trial; the space learns them. None where points are a function of their place.</summary>
    /// <param name="id">The sweep.</param>
    /// <param name="space">Its search space.</param>
    /// <param name="number">Any replicate of a point; null for all points.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlyList<Proposal>> ReadProposalsAsync(Guid id, SearchSpace space, long? number, CancellationToken cancellation);

    /// <summary>The results that a sweep's search begins with, as its sampler sees them; none where its spec has no history.</summary>
    /// <exception cref="StoreException">They are not those that it was submitted with (<see cref="StoreException.IsDamage"/>).</exception>
    Task<IReadOnlyList<SearchResult>> ReadHistoryAsync(Guid id, SweepSpec spec, CancellationToken cancellation);

    /// <summary>The results of those of these trials that have a row, by number, with the last values of the spec's objectives.</summary>
    Task<IReadOnlyList<SearchOutcome>> ReadSearchOutcomesAsync(Guid id, SweepSpec spec, NumberRange numbers, CancellationToken cancellation);
}
