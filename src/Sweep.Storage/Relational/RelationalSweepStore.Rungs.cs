using Sweep.Core.Pruners;
using Sweep.Storage.Rungs;

namespace Sweep.Storage.Relational;

public abstract partial class RelationalSweepStore
{
    public abstract Task<bool> AddRungsAsync(Guid id, long epoch, IReadOnlyList<RungVerdict> verdicts, CancellationToken cancellation);

    public Task<IReadOnlyList<RungVerdict>> ReadRungsAsync(Guid id, long? number, CancellationToken cancellation) =>
        ReadAsync("reading verdicts", context => RungQueries.ReadAsync(context, id, number, Damage, cancellation), cancellation);

    public Task<IReadOnlyList<RungOutcome>> ReadRungOutcomesAsync(Guid id, IReadOnlyCollection<long> numbers, CancellationToken cancellation) =>
        ReadAsync("reading results", context => RungQueries.ReadOutcomesAsync(context, id, numbers, Damage, cancellation), cancellation);
}
