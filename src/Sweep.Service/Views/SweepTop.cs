using System.Text.Json.Serialization;
using Sweep.Core.Analysis;
using Sweep.Core.Sweeps;
using Sweep.Service.Results;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Views;

/// <summary>What converged fastest, best first.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="By">The parameter whose values are ranked.</param>
/// <param name="Table">The best of them.</param>
/// <param name="Totals">The sweep's rows.</param>
/// <param name="IsOfLongest">Whether of trials that differ only in the resource the longest alone counts in the table, so that it does not add up to them.</param>
public sealed record SweepTop(
    [property: JsonIgnore] SweepRecord Sweep,
    string By,
    [property: JsonIgnore] IReadOnlyList<ConvergenceRow> Table,
    [property: JsonIgnore] TrialTotals Totals,
    [property: JsonIgnore] bool IsOfLongest)
{
    [JsonPropertyOrder(-2)]
    public Guid SweepId => Sweep.Id;

    [JsonPropertyOrder(-1)]
    public SweepState State => Sweep.State;

    public IReadOnlyList<RankedGroup> Rows => RankedGroup.Of(Table);

    /// <summary>Pruned trials that are not counted: they were stopped because they were bad, and would make medians too good.</summary>
    public long PrunedLeftOut { get; init; }

    /// <summary>Whether the values are really different; null where nobody asked, or no trial counts.</summary>
    public GroupComparison? Comparison { get; init; }

    internal static SweepTop Of(SweepRecord sweep, TopQuery query, IReadOnlyList<ConvergenceRow> all, TrialTotals totals, GroupComparison? comparison)
    {
        var pruned = query.IncludePruned ? totals.Pruned : 0;
        return new SweepTop(sweep, query.By, [.. all.Take(query.Limit)], totals, all.Sum(row => row.Trials) < totals.Completed + pruned)
        {
            PrunedLeftOut = totals.Pruned - pruned,
            Comparison = comparison,
        };
    }
}
