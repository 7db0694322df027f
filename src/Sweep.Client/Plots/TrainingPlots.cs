using System.Globalization;
using Sweep.Core.Data;
using Sweep.Core.Naming;
using Sweep.Core.Patterns;
using Sweep.Core.Training;

namespace Sweep.Client.Plots;

/// <summary>The pictures that the exercise draws of one training run: what <c>sweep train --plot</c> writes.</summary>
public static class TrainingPlots
{
    /// <summary>
    /// Draws <c>data.png</c>, <c>loss.png</c>, <c>accuracy.png</c> and <c>prediction.png</c>. Of many samples only the first few thousand are
    /// drawn, and the titles say so.
    /// </summary>
    /// <returns>The file names, without a folder, and what the files hold.</returns>
    public static IReadOnlyList<(string Name, byte[] Png)> Draw(TrainingPlan plan, TrainingResult result)
    {
        var point = plan.Point;
        // Samples are drawn row by row, so a smaller data set of the same seed is the start of the large one.
        var drawn = Math.Min(point.Samples, ScatterPlots.MostMarkers);
        var data = DataSet.Create(point.Pattern, drawn, plan.DataSeed);
        var samples = drawn == point.Samples
            ? Samples(drawn)
            : $"first {PlotStyle.Count(drawn)} of {Samples(point.Samples)}";
        var pattern = point.Pattern.ToName();
        var run = string.Create(
            CultureInfo.InvariantCulture, $"{pattern}, {Samples(point.Samples)}, learning rate {NumberText.Of(point.LearningRate)}");

        using var labels = ScatterPlots.ByLabel(data, $"{pattern}: {samples}");
        using var loss = CurvePlots.Loss(result.Curve, plan.Target, result.ReachedAt, $"Log loss: {run}");
        using var accuracy = CurvePlots.Accuracy(result.Curve, $"Accuracy: {run}");
        return
        [
            ("data.png", PlotStyle.Png(640, 680, labels)),
            ("loss.png", PlotStyle.Png(840, 500, loss)),
            ("accuracy.png", PlotStyle.Png(840, 500, accuracy)),
            ("prediction.png", DrawPrediction(data, plan, result, samples)),
        ];
    }

    private static byte[] DrawPrediction(DataSet data, TrainingPlan plan, TrainingResult result, string samples)
    {
        var probabilities = Perceptron.Predict(data, result.HiddenWeights, result.OutputWeights);
        using var truth = ScatterPlots.ByLabel(data, $"Truth: {plan.Point.Pattern.ToName()}, {samples}");
        using var prediction = ScatterPlots.ByPrediction(
            data, probabilities, $"Prediction after {PlotStyle.Count(result.TrainedIterations)} iterations");
        return PlotStyle.Png(600, 660, truth, prediction);
    }

    private static string Samples(int count) => count == 1 ? "1 sample" : $"{PlotStyle.Count(count)} samples";
}
