using Sweep.Core.Samplers.Adaptive;
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

    public Task<IReadOnlyList<SearchResult>> ReadHistoryAsync(Guid id, SweepSpec spec, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.History is null
            ? Task.FromResult<IReadOnlyList<SearchResult>>([])
            : ReadAsync(
                "reading the history of a search", context => HistoryQueries.ReadAsync(context, id, spec, Description, NoDamage, cancellation), cancellation);
    }

    public Task<IReadOnlyList<SearchOutcome>> ReadSearchOutcomesAsync(Guid id, SweepSpec spec, NumberRange numbers, CancellationToken cancellation) =>
        ReadAsync("reading results", context => ProposalQueries.ReadOutcomesAsync(context, id, spec, numbers, Damage, cancellation), cancellation);
}
