using System.Text.Json;
using System.Text.Json.Serialization;
using Sweep.Core.Budgets;
using Sweep.Core.Sweeps;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Views;

/// <summary>A row of <c>sweeps</c>, but for who works on it.</summary>
/// <param name="Frontier">Every trial below this number is finished.</param>
/// <param name="SpecText">As it was sent.</param>
/// <param name="Spec">Its canonical form.</param>
/// <param name="SpecHash">Of that.</param>
[method: JsonConstructor]
public sealed record SweepRowView(
    Guid SweepId,
    string Name,
    SweepState State,
    string? Error,
    int Numerics,
    long PlannedTrials,
    long Frontier,
    long Epoch,
    string SpecText,
    JsonElement Spec,
    string SpecHash,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt)
{
    /// <param name="sweep">The row.</param>
    /// <param name="spec">Its canonical form.</param>
    public SweepRowView(SweepRecord sweep, JsonElement spec)
        : this(
            sweep.Id, sweep.Name, sweep.State, sweep.Error, sweep.Numerics, sweep.PlannedTrials, sweep.Frontier, sweep.Epoch, sweep.SpecText, spec,
            sweep.SpecHash, sweep.CreatedAt, sweep.FinishedAt) => (EndedBy, Extends) = (sweep.EndedBy, sweep.Extends);

    /// <summary>Which part of its budget ended it before its whole space was trained; left out where none did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EndReason? EndedBy { get; init; }

    /// <summary>The sweep that it extends; left out where it extends none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? Extends { get; init; }

    internal SweepRecord ToRecord() => new(
        SweepId, Name, SpecText, Spec.GetRawText(), SpecHash, SubmitKey: null, State, Error, Numerics, PlannedTrials, Frontier, Owner: null, OwnerUntil: null,
        Epoch, CreatedAt, FinishedAt)
    {
        EndedBy = EndedBy,
        Extends = Extends,
    };
}
