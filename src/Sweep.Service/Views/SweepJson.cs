using System.Text.Json.Serialization;
using Sweep.Core.Sweeps;

namespace Sweep.Service.Views;

/// <summary>All views as JSON documents, names as in SQL.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(FiniteNumber), typeof(UtcTime), typeof(SnakeCaseName<SweepState>)])]
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
[JsonSerializable(typeof(DataSetView))]
[JsonSerializable(typeof(IReadOnlyList<DataSetView>))]
[JsonSerializable(typeof(RemovedDataSet))]
public sealed partial class SweepJson : JsonSerializerContext;
