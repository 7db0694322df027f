using System.Text.Json.Serialization;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;

namespace Sweep.Service.Views;

/// <summary>All views as JSON documents, names as in SQL.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(FiniteNumber), typeof(UtcTime),
    typeof(SnakeCaseName<SweepState>), typeof(SnakeCaseName<ParameterName>), typeof(SnakeCaseName<Pattern>)])]
[JsonSerializable(typeof(SubmittedSweep))]
[JsonSerializable(typeof(IReadOnlyList<SweepSummary>))]
[JsonSerializable(typeof(SweepStatus))]
[JsonSerializable(typeof(SweepTop))]
[JsonSerializable(typeof(ChangedSweep))]
[JsonSerializable(typeof(SweepResult))]
[JsonSerializable(typeof(ClusterSilos))]
[JsonSerializable(typeof(WrittenFile))]
[JsonSerializable(typeof(MigratedDatabase))]
[JsonSerializable(typeof(DatabaseReader))]
[JsonSerializable(typeof(TrainedRun))]
public sealed partial class SweepJson : JsonSerializerContext;
