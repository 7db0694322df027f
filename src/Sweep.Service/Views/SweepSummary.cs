using System.Text.Json.Serialization;
using Sweep.Core.Budgets;
using Sweep.Core.Sweeps;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Views;

/// <summary>A sweep, the sums over its rows, and its tags.</summary>
[method: JsonConstructor]
public sealed record SweepSummary(
    Guid SweepId,
    string Name,
    SweepState State,
    long PlannedTrials,
    long Completed,
    long Pruned,
    long Failed,
    double TrainSeconds,
    string SpecHash,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt,
    IReadOnlyList<string> Tags)
{
    public SweepSummary(SweepRecord sweep, TrialTotals totals, IReadOnlyList<string> tags)
        : this(
            sweep.Id, sweep.Name, sweep.State, sweep.PlannedTrials, totals.Completed, totals.Pruned, totals.Failed, totals.TrainSeconds, sweep.SpecHash,
            sweep.CreatedAt, sweep.FinishedAt, tags) => (EndedBy, Extends) = (sweep.EndedBy, sweep.Extends);

    /// <summary>Which part of its budget ended it before its whole space was trained; left out where none did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EndReason? EndedBy { get; init; }

    /// <summary>The sweep that it extends; left out where it extends none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? Extends { get; init; }

    /// <summary>Trials that have a row.</summary>
    [JsonIgnore]
    public long Finished => Completed + Pruned + Failed;

    /// <summary>Seconds from submitting to the end, or to <paramref name="now"/>.</summary>
    public double Seconds(DateTimeOffset now) => ((FinishedAt ?? now) - CreatedAt).TotalSeconds;
}
