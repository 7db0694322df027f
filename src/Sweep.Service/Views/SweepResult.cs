using System.Text.Json.Serialization;
using Sweep.Core.Analysis;
using Sweep.Core.Budgets;
using Sweep.Core.Sweeps;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Views;

/// <summary>What a sweep has come to.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Totals">Its rows.</param>
/// <param name="StartupSeconds">From the process' start until the sweep was accepted; null where none was started for it.</param>
/// <param name="WallSeconds">From there until the last commit.</param>
/// <param name="Table">What converged fastest, by pattern.</param>
public sealed record SweepResult(
    [property: JsonIgnore] SweepRecord Sweep,
    [property: JsonIgnore] TrialTotals Totals,
    double? StartupSeconds,
    double WallSeconds,
    [property: JsonIgnore] IReadOnlyList<ConvergenceRow> Table)
{
    [JsonPropertyOrder(-6)]
    public Guid SweepId => Sweep.Id;

    [JsonPropertyOrder(-5)]
    public string Name => Sweep.Name;

    [JsonPropertyOrder(-4)]
    public SweepState State => Sweep.State;

    [JsonPropertyOrder(-3)]
    public string? Error => Sweep.Error;

    [JsonPropertyOrder(-2)]
    public long PlannedTrials => Sweep.PlannedTrials;

    /// <summary>Which part of its budget ended it before its whole space was trained; left out where none did.</summary>
    [JsonPropertyOrder(-2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EndReason? EndedBy => Sweep.EndedBy;

    [JsonPropertyOrder(-1)]
    public TrialCounts Trials => TrialCounts.Of(Sweep, Totals, 0);

    [JsonPropertyOrder(-1)]
    public OriginCounts Origins => OriginCounts.Of(Totals);

    public double TrainSeconds => Totals.TrainSeconds;

    public IReadOnlyList<RankedGroup> Patterns => RankedGroup.Of(Table);

    /// <summary>Trials of a completed sweep whose rows somebody has deleted since.</summary>
    [JsonIgnore]
    public long Missing => State == SweepState.Completed ? PlannedTrials - Totals.Rows : 0;

    [JsonIgnore]
    public bool IsSuccess => State == SweepState.Completed && Totals.Failed == 0 && Missing == 0;
}
