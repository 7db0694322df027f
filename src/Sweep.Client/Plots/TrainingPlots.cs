using System.Globalization;
using Sweep.Core.Patterns;
using Sweep.Core.Training;

namespace Sweep.Client.Plots;

/// <summary>The pictures that the exercise draws of one training run: what <c>sweep train --plot</c> writes.</summary>
public static class TrainingPlots
{
    /// <summary>
    /// Writes <c>data.png</c>, <c>loss.png</c>, <c>accuracy.png</c> and <c>prediction.png</c> to a folder, which is made if need be;
    /// older files of these names are replaced. Of many samples only the first few thousand are drawn, and the titles say so.
    /// </summary>
    /// <returns>The file names, without the folder.</returns>
    public static IReadOnlyList<string> Write(string directory, TrainingPlan plan, TrainingResult result)
    {
        Directory.CreateDirectory(directory);
        var point = plan.Point;
        // Samples are drawn row by row, so a smaller data set of the same seed is the start of the large one.
        var drawn = Math.Min(point.Samples, ScatterPlots.MostMarkers);
        var data = DataSet.Create(point.Pattern, drawn, plan.DataSeed);
        var samples = drawn == point.Samples
            ? Samples(drawn)
            : $"first {PlotStyle.Count(drawn)} of {Samples(point.Samples)}";
        var pattern = point.Pattern.ToName();
        var run = string.Create(
            CultureInfo.InvariantCulture, $"{pattern}, {Samples(point.Samples)}, learning rate {point.LearningRate}");

        using (var plot = ScatterPlots.ByLabel(data, $"{pattern}: {samples}"))
            PlotStyle.WritePng(Path.Combine(directory, "data.png"), 640, 680, plot);
        using (var plot = CurvePlots.Loss(result.Curve, plan.Target, result.ReachedAt, $"Log loss: {run}"))
            PlotStyle.WritePng(Path.Combine(directory, "loss.png"), 840, 500, plot);
        using (var plot = CurvePlots.Accuracy(result.Curve, $"Accuracy: {run}"))
            PlotStyle.WritePng(Path.Combine(directory, "accuracy.png"), 840, 500, plot);
        WritePrediction(Path.Combine(directory, "prediction.png"), data, plan, result, samples);
        return ["data.png", "loss.png", "accuracy.png", "prediction.png"];
    }

    private static void WritePrediction(string path, DataSet data, TrainingPlan plan, TrainingResult result, string samples)
    {
        var probabilities = Perceptron.Predict(data, result.HiddenWeights, result.OutputWeights);
        using var truth = ScatterPlots.ByLabel(data, $"Truth: {plan.Point.Pattern.ToName()}, {samples}");
        using var prediction = ScatterPlots.ByPrediction(
            data, probabilities, $"Prediction after {PlotStyle.Count(result.TrainedIterations)} iterations");
        PlotStyle.WritePng(path, 600, 660, truth, prediction);
    }

    private static string Samples(int count) => count == 1 ? "1 sample" : $"{PlotStyle.Count(count)} samples";
}
