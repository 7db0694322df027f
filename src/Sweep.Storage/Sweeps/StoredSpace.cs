using Sweep.Core.Specs;
using Sweep.Storage.Faults;

namespace Sweep.Storage.Sweeps;

/// <summary>
/// The search space of a row of <c>sweeps</c>, made of its spec when it is first asked for. It follows from the row, so rows are not compared by it.
/// </summary>
internal sealed class StoredSpace
{
    private SearchSpace? _space;

    /// <exception cref="StoreException">The row holds no valid spec, or another number of trials than it makes.</exception>
    public SearchSpace Of(SweepRecord sweep) => _space ??= Read(sweep);

    public override bool Equals(object? obj) => obj is StoredSpace;

    public override int GetHashCode() => 0;

    private static SearchSpace Read(SweepRecord sweep)
    {
        StoreException Error(string column, string problem) => DamageSink.Error("database", new RowDamage("sweeps", column, sweep.Id, null, problem).ToString());
        SearchSpace space;
        try
        {
            space = SpaceLimits.Require(CanonicalSpec.FromJson(sweep.CanonicalSpec));
        }
        catch (FormatException invalid)
        {
            throw Error("spec", invalid.Message.TrimEnd('.'));
        }

        return space.PlannedTrials == sweep.PlannedTrials || (sweep.EndedBy is not null && sweep.PlannedTrials < space.PlannedTrials)
            ? space
            : throw Error("planned_trials", FormattableString.Invariant($"{sweep.PlannedTrials} are not the {space.PlannedTrials} of the spec"));
    }
}
