using System.Text.Json.Serialization;
using Sweep.Core.Sweeps;
using Sweep.Service.Views;

namespace Sweep.Service.Archives;

/// <summary>The manifest as JSON, names as in SQL.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    Converters = [typeof(SnakeCaseName<SweepState>)])]
[JsonSerializable(typeof(ArchiveManifest))]
internal sealed partial class ArchiveJson : JsonSerializerContext;
