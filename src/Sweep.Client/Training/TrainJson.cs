using System.Text.Json;
using Sweep.Client.Formatting;
using Sweep.Core.Patterns;

namespace Sweep.Client.Training;

/// <summary>The JSON document of <c>sweep train</c>.</summary>
internal static class TrainJson
{
    public static void Write(Utf8JsonWriter json, TrainOutcome outcome)
    {
        var (plan, result) = (outcome.Request.Plan, outcome.Result);
        json.WriteStartObject();
        json.WriteString("pattern", plan.Point.Pattern.ToName());
        json.WriteNumber("samples", plan.Point.Samples);
        json.WriteNumber("learning_rate", plan.Point.LearningRate);
        json.WriteNumber("iterations", plan.Point.Iterations);
        json.WriteNumber("hidden", plan.Point.Hidden);
        json.WriteNumber("data_seed", plan.DataSeed);
        json.WriteNumber("init_seed", plan.InitSeed);
        json.WriteNumber("target", plan.Target);
        json.WriteNumber("repeat", outcome.Request.Repeat);
        json.WriteNumberOrNull("final_loss", result.FinalLoss);
        json.WriteNumberOrNull("final_accuracy", result.FinalAccuracy);
        json.WriteNumberOrNull("best_loss", result.BestLoss);
        json.WriteNumberOrNull("reached_at", result.ReachedAt);
        json.WriteNumberOrNull("converged_at", result.ConvergedAt);
        json.WriteNumberOrNull("train_seconds", outcome.Seconds);
        json.WriteStartArray("hidden_weights");
        foreach (var row in result.HiddenWeights.Chunk(plan.Point.Hidden))
            json.WriteNumbers(row);
        json.WriteEndArray();
        json.WritePropertyName("output_weights");
        json.WriteNumbers(result.OutputWeights);
        json.WritePropertyName("loss");
        json.WriteNumbers(result.Curve.Loss);
        json.WriteStartArray("accuracy");
        for (var k = 0; k < result.Curve.Count; k++)
            json.WriteNumberValue(result.Curve.AccuracyAt(k));
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
