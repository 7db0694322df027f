using Sweep.Core.Specs;

namespace Sweep.Storage;

/// <summary>The spec of a stored sweep.</summary>
public static class StoredSpec
{
    /// <summary>What the sweep's row says is to be searched.</summary>
    /// <exception cref="StoreException">The row holds no valid spec, or another number of trials than it makes.</exception>
    public static SearchSpace SpaceOf(SweepRecord sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
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

        return space.PlannedTrials == sweep.PlannedTrials
            ? space
            : throw Error("planned_trials", FormattableString.Invariant($"{sweep.PlannedTrials} are not the {space.PlannedTrials} of the spec"));
    }
}
