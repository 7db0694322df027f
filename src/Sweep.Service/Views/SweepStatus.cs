using System.Text.Json.Serialization;
using Sweep.Core.Budgets;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Grains.Silos;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Views;

/// <summary>How a sweep stands, as the store tells it and, where they are asked, its silos.</summary>
/// <param name="RowsBeyondPlan">Rows of numbers that the sweep does not have; they do not count.</param>
/// <param name="Frontier">Every trial below this number is finished.</param>
/// <param name="Owner">Who works on it, while that lasts.</param>
/// <param name="LateOwner">
/// Who had it when the time of that ran out, and is not known to be dead: it may wait for the database, which somebody has locked.
/// </param>
/// <param name="TrialsPerSecond">From submitting to the end or, while it runs, to the last row; null without rows.</param>
public sealed record SweepStatus(
    Guid SweepId,
    string Name,
    SweepState State,
    string? Error,
    long PlannedTrials,
    TrialCounts Trials,
    OriginCounts Origins,
    long RowsBeyondPlan,
    long Frontier,
    string? Owner,
    DateTimeOffset? OwnerUntil,
    string? LateOwner,
    double TrainSeconds,
    long TrainedIterations,
    double? TrialsPerSecond,
    int Numerics,
    string SpecHash,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LiveSweep? Live)
{
    /// <summary>Which part of its budget ended it before its whole space was trained; left out where none did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EndReason? EndedBy { get; init; }

    /// <summary>The sweep that it extends; left out where it extends none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? Extends { get; init; }

    /// <summary>The results that its search began with; left out where there were none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HistoryView? History { get; init; }

    /// <summary>What a running sweep that nobody works on waits for, besides a silo: one that has its trainer; null where any silo would do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? WaitsFor { get; init; }

    /// <summary>What its receivers are told, oldest first; null where there is nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<NotificationView>? Notifications { get; init; }

    /// <summary>When the late owner's time ran out; left out where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? LateOwnerUntil { get; init; }

    /// <summary>Whether the late owner is a process that lives, of the machine that says so; left out where not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool LateOwnerLives { get; init; }

    /// <summary>When the time of the owner, or of the late one, ends or ended.</summary>
    [JsonIgnore]
    public DateTimeOffset? OwnedUntil => OwnerUntil ?? LateOwnerUntil;

    internal static SweepStatus Of(SweepRecord sweep, TrialTotals totals, TrialCounts counts, LiveSweep? live, DateTimeOffset now)
    {
        SiloKey? known = sweep.Owner is { } text ? SiloKey.Parse(text) : null;
        var owner = sweep.OwnerUntil > now ? known : null;
        var late = owner is null && known is { } former && !ProcessIdentity.IsKnownDead(former) ? known : null;
        return new SweepStatus(
            sweep.Id,
            sweep.Name,
            sweep.State,
            sweep.Error,
            sweep.PlannedTrials,
            counts,
            OriginCounts.Of(totals),
            totals.BeyondPlan,
            sweep.Frontier,
            owner?.Describe(),
            owner is null ? null : sweep.OwnerUntil,
            late?.Describe(),
            totals.TrainSeconds,
            totals.TrainedIterations,
            Rate(sweep, totals),
            sweep.Numerics,
            sweep.SpecHash,
            sweep.CreatedAt,
            sweep.FinishedAt,
            live)
        {
            EndedBy = sweep.EndedBy,
            Extends = sweep.Extends,
            History = HistoryView.Of(sweep),
            LateOwnerUntil = late is null ? null : sweep.OwnerUntil,
            LateOwnerLives = late is { } other && ProcessIdentity.IsKnownAlive(other),
        };
    }

    private static double? Rate(SweepRecord sweep, TrialTotals totals)
    {
        var end = sweep.State == SweepState.Completed ? sweep.FinishedAt : totals.LastFinishedAt;
        var seconds = (end - sweep.CreatedAt)?.TotalSeconds;
        return totals.Rows > 0 && seconds > 0 ? totals.Rows / seconds : null;
    }
}
