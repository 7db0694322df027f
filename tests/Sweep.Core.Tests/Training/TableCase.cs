using System.Text.Json;
using System.Text.Json.Serialization;
using Sweep.Core.Data;
using Sweep.Core.Patterns;
using Sweep.Core.Probe;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Training;

/// <summary>One case of Golden/tables.json: what NumPy gave for it.</summary>
public sealed record TableCase
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public required int Features { get; init; }

    public required int Hidden { get; init; }

    public required FeatureScale Scale { get; init; }

    public required int Rows { get; init; }

    public required int Samples { get; init; }

    public required uint TableSeed { get; init; }

    public required uint DataSeed { get; init; }

    public required uint InitSeed { get; init; }

    public required double LearningRate { get; init; }

    public required int Iterations { get; init; }

    public required int Positives { get; init; }

    public required int[] FirstRows { get; init; }

    public required double[][] FirstPoints { get; init; }

    public required GoldenPoint[] Recorded { get; init; }

    public required double[][] FinalHiddenWeights { get; init; }

    public required double[] FinalOutputWeights { get; init; }

    [JsonIgnore]
    public DataTable Table => ProbeTables.Of(Features, Rows, TableSeed);

    [JsonIgnore]
    public TrainingPlan Plan => new(new PerceptronPoint(default, LearningRate, Iterations, Samples, Hidden), DataSeed, InitSeed, 0.2)
    {
        Source = new DataSource(Table, Scale),
    };

    public static TableCase[] ReadAll() =>
        JsonSerializer.Deserialize<TableCase[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "tables.json")), Options)!;
}
