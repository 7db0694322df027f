using Sweep.Core.Analysis;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers;
using Sweep.Service.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Views;

/// <summary>Which parameters matter for being among the best.</summary>
/// <param name="Metric">The objective's.</param>
/// <param name="Goal">Which of its values are better.</param>
/// <param name="Target">Its value that counts as learnt, by which runs are ranked first; null where none does.</param>
/// <param name="Runs">Runs that this is of: of trials that differ only in the resource the longest.</param>
/// <param name="Best">Of them, how many are the best tenth, all that are as good as its last among them.</param>
/// <param name="IsEnough">False where these are so few, or so many, that the order is little more than chance.</param>
/// <param name="PrunedLeftOut">Pruned trials that are not counted.</param>
/// <param name="LeftOut">Finished trials that are not among those looked at: of more than 500,000 an even share is taken.</param>
/// <param name="Parameters">Those with two values or more but the resource, greatest share first.</param>
public sealed record SweepImportance(
    Guid SweepId,
    SweepState State,
    string Metric,
    Goal Goal,
    double? Target,
    long Runs,
    long Best,
    bool IsEnough,
    long PrunedLeftOut,
    long LeftOut,
    IReadOnlyList<ImportanceRow> Parameters)
{
    /// <summary>Which parameters matter.</summary>
    /// <param name="spec">Of the trials' sweep.</param>
    /// <param name="table">The trials.</param>
    /// <param name="includePruned">Whether pruned ones count too.</param>
    public static ImportanceTable Find(SweepSpec spec, TrialTable table, bool includePruned)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(table);
        var ranking = new Ranking(spec);
        return Importance.Of(
            LongestRuns.Of(table.Outcomes(spec.Replicates, includePruned), ranking),
            ranking.Names.Where(name => name != ranking.Resource).Select(spec.Find).OfType<Parameter>(),
            ranking);
    }

    /// <inheritdoc cref="Find"/>
    /// <param name="sweep">Their sweep.</param>
    /// <param name="found">What <see cref="Find"/> says of them.</param>
    public static SweepImportance Of(SweepRecord sweep, TrialTable table, bool includePruned, ImportanceTable found)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(found);
        var spec = sweep.Spec;
        return new(
            sweep.Id, sweep.State, spec.Objective.Metric, spec.Objective.Goal, spec.Target, found.Runs, found.Best, found.IsEnough,
            includePruned ? 0 : table.Pruned, table.LeftOut,
            [.. found.Parameters.Select(one => new ImportanceRow(one.Name, one.Levels, one.Share, one.Divergence))]);
    }
}
