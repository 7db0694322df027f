using System.Text.Json.Serialization;
using Sweep.Storage.Results;

namespace Sweep.Service.Views;

/// <summary>Curves as they are stored, to the bit: what is no finite number is "NaN", "Infinity" or "-Infinity".</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(CurveRecord))]
[JsonSerializable(typeof(MetricRecord))]
internal sealed partial class RecordJson : JsonSerializerContext;
