using System.Text.Json;
using Sweep.Client.Formatting;
using Sweep.Core.Analysis;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Trials;

namespace Sweep.Client.Sweeps;

/// <summary>The table of <c>sweep top</c> in JSON: an array of rows, best first.</summary>
internal static class ConvergenceJson
{
    public static void Write(Utf8JsonWriter json, string name, IEnumerable<ConvergenceRow> rows)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            WriteParameter(json, row.By, row.Best.Point);
            json.WriteNumber("trials", row.Trials);
            json.WriteNumber("reached", row.Reached);
            json.WriteNumberOrNull("share", row.Share);
            json.WriteNumberOrNull("median_iterations", row.MedianIterations);
            json.WriteNumberOrNull("best_iterations", row.BestIterations);
            json.WriteStartObject("best");
            foreach (var parameter in ParameterValues.All)
                WriteParameter(json, parameter, row.Best.Point);
            json.WriteNumber("trials", row.Best.Trials);
            json.WriteNumber("reached", row.Best.Reached);
            json.WriteNumberOrNull("share", row.Best.Share);
            json.WriteNumberOrNull("median_iterations", row.Best.MedianIterations);
            json.WriteNumberOrNull("best_loss", row.Best.BestLoss);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteParameter(Utf8JsonWriter json, ParameterName parameter, in TrialPoint point)
    {
        var name = parameter.ToName();
        switch (parameter)
        {
            case ParameterName.Pattern:
                json.WriteString(name, point.Pattern.ToName());
                break;
            case ParameterName.LearningRate:
                json.WriteNumber(name, point.LearningRate);
                break;
            case ParameterName.Iterations:
                json.WriteNumber(name, point.Iterations);
                break;
            case ParameterName.Samples:
                json.WriteNumber(name, point.Samples);
                break;
            case ParameterName.Hidden:
                json.WriteNumber(name, point.Hidden);
                break;
            default:
                throw new InvalidOperationException($"{parameter} has no place in a point");
        }
    }
}
