using System.Text.Json.Serialization;
using Sweep.Core.Spaces;

namespace Sweep.Service.Views;

/// <summary>A trial that no other is better than.</summary>
/// <param name="Number">The trial's.</param>
/// <param name="Replicate">0-based.</param>
/// <param name="Values">In the order of the axes.</param>
/// <param name="Parameters">What was trained.</param>
public sealed record FrontPoint(
    long Number, uint Replicate, IReadOnlyList<double> Values, [property: JsonConverter(typeof(TrialPointJson))] TrialPoint Parameters);
