using System.Text.Json.Serialization;
using Sweep.Core.Sweeps;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Views;

/// <summary>A sweep as it was accepted.</summary>
/// <param name="Sweep">The whole of it.</param>
/// <param name="Submitted">False where the same key had been submitted before.</param>
/// <param name="SilosAlive">Null where nobody looked.</param>
public sealed record SubmittedSweep([property: JsonIgnore] SweepRecord Sweep, bool Submitted, int? SilosAlive)
{
    [JsonPropertyOrder(-4)]
    public Guid SweepId => Sweep.Id;

    [JsonPropertyOrder(-3)]
    public string Name => Sweep.Name;

    [JsonPropertyOrder(-2)]
    public SweepState State => Sweep.State;

    [JsonPropertyOrder(-1)]
    public long PlannedTrials => Sweep.PlannedTrials;

    /// <summary>The results that its search begins with; left out where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HistoryView? History => HistoryView.Of(Sweep);
}
