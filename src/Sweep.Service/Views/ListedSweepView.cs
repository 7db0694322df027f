using System.Text.Json.Serialization;
using Sweep.Core.Budgets;
using Sweep.Core.Sweeps;
using Sweep.Service.Results;

namespace Sweep.Service.Views;

/// <summary>A sweep of a list, with what people wrote to it.</summary>
/// <param name="Best">The best value of its objective so far; null where there is none.</param>
[method: JsonConstructor]
public sealed record ListedSweepView(
    Guid SweepId,
    string Name,
    SweepState State,
    long PlannedTrials,
    long Completed,
    long Pruned,
    long Failed,
    double TrainSeconds,
    double? Best,
    string SpecHash,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt,
    string Note,
    IReadOnlyList<string> Tags)
{
    public ListedSweepView(ListedSweep listed)
        : this(
            listed.Sweep.Id, listed.Sweep.Name, listed.Sweep.State, listed.Sweep.PlannedTrials, listed.Totals.Completed, listed.Totals.Pruned,
            listed.Totals.Failed, listed.Totals.TrainSeconds, listed.Best, listed.Sweep.SpecHash, listed.Sweep.CreatedAt, listed.Sweep.FinishedAt,
            listed.Notes.Note, listed.Notes.Tags) => (EndedBy, Extends) = (listed.Sweep.EndedBy, listed.Sweep.Extends);

    /// <summary>Which part of its budget ended it before its whole space was trained; left out where none did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EndReason? EndedBy { get; init; }

    /// <summary>The sweep that it extends; left out where it extends none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? Extends { get; init; }

    internal SweepSummary ToSummary() =>
        new(SweepId, Name, State, PlannedTrials, Completed, Pruned, Failed, TrainSeconds, SpecHash, CreatedAt, FinishedAt, Tags)
        {
            EndedBy = EndedBy,
            Extends = Extends,
        };
}
