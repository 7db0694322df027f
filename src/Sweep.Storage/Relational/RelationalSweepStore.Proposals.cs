using Sweep.Core.Scheduling;
using Sweep.Core.Specs;

namespace Sweep.Storage.Relational;

public abstract partial class RelationalSweepStore
{
    public Task<IReadOnlyList<Proposal>> ReadProposalsAsync(Guid id, SearchSpace space, long? number, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(space);
        return space.Proposed is null
            ? Task.FromResult<IReadOnlyList<Proposal>>([])
            : ReadAsync("reading proposals", context => ProposalQueries.ReadAsync(context, id, space, number, Damage, cancellation), cancellation);
    }

    public Task<IReadOnlyList<SearchOutcome>> ReadSearchOutcomesAsync(Guid id, SweepSpec spec, NumberRange numbers, CancellationToken cancellation) =>
        ReadAsync("reading results", context => ProposalQueries.ReadOutcomesAsync(context, id, spec, numbers, Damage, cancellation), cancellation);
}
