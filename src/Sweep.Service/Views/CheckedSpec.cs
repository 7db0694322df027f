using System.Text.Json;

namespace Sweep.Service.Views;

/// <summary>A spec that may be submitted, and was not.</summary>
/// <param name="Name">Of the sweep.</param>
/// <param name="PlannedTrials">How many trials it makes.</param>
/// <param name="SpecHash">Of its canonical form.</param>
/// <param name="Spec">That form.</param>
public sealed record CheckedSpec(string Name, long PlannedTrials, string SpecHash, JsonElement Spec);
