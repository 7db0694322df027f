using System.Text.Json.Serialization;
using Sweep.Core.Sweeps;
using Sweep.Core.Texts;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Views;

/// <summary>A sweep after pausing, resuming or cancelling.</summary>
/// <param name="Sweep">The whole of it.</param>
/// <param name="Changed">False where it was in that state already, or may not go there.</param>
/// <param name="Refused">Why its state does not allow it; null where it does.</param>
public sealed record ChangedSweep([property: JsonIgnore] SweepRecord Sweep, bool Changed, [property: JsonIgnore] Problem? Refused)
{
    [JsonPropertyOrder(-2)]
    public Guid SweepId => Sweep.Id;

    [JsonPropertyOrder(-1)]
    public SweepState State => Sweep.State;
}
