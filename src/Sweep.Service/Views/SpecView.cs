using System.Text.Json;

namespace Sweep.Service.Views;

/// <summary>What a sweep searches.</summary>
/// <param name="SpecText">As it was sent.</param>
/// <param name="Spec">Its canonical form.</param>
/// <param name="SpecHash">Of that.</param>
public sealed record SpecView(Guid SweepId, string SpecText, JsonElement Spec, string SpecHash);
