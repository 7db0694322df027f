using System.Text.Json.Serialization;
using Sweep.Storage.Trials;

namespace Sweep.Service.Views;

/// <summary>A finished trial. In JSON it has the columns of <c>trials</c>, as exports have them.</summary>
[JsonConverter(typeof(TrialViewJson))]
public sealed record TrialView(TrialRecord Trial);
