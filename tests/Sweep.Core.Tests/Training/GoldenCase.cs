using System.Text.Json;
using System.Text.Json.Serialization;
using Sweep.Core.Patterns;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Training;

/// <summary>One case of Golden/*.json: what NumPy gave for it.</summary>
public sealed record GoldenCase
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required string Pattern { get; init; }

    public required int Samples { get; init; }

    public required double LearningRate { get; init; }

    public required int Iterations { get; init; }

    public required uint DataSeed { get; init; }

    public required uint InitSeed { get; init; }

    public int Hidden { get; init; } = 4;

    public required int Positives { get; init; }

    public required double[][] FirstPoints { get; init; }

    public required GoldenPoint[] Recorded { get; init; }

    public required double[][] FinalHiddenWeights { get; init; }

    public required double[] FinalOutputWeights { get; init; }

    [JsonIgnore]
    public TrainingPlan Plan
    {
        get
        {
            Assert.True(PatternNames.TryParse(Pattern, out var pattern));
            return new TrainingPlan(new PerceptronPoint(pattern, LearningRate, Iterations, Samples, Hidden), DataSeed, InitSeed, 0.2);
        }
    }

    public static GoldenCase[] Read(string file) =>
        JsonSerializer.Deserialize<GoldenCase[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", file)), Options)!;
}
