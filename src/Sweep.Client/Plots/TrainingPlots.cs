using System.Globalization;
using Sweep.Core.Naming;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Client.Plots;

/// <summary>The pictures that the exercise draws of one training run: what <c>sweep train --plot</c> writes.</summary>
public static class TrainingPlots
{
    /// <summary>
    /// Draws <c>data.png</c>, <c>loss.png</c>, <c>accuracy.png</c> and <c>prediction.png</c>; the first and the last where samples have two features. Of
    /// many samples only the first few thousand are drawn, and the titles say so.
    /// </summary>
    /// <param name="name">Of the pattern, or of the data set.</param>
    /// <param name="plan">What was trained.</param>
    /// <param name="result">What it gave.</param>
    /// <returns>The file names, without a folder, and what the files hold.</returns>
    public static IReadOnlyList<(string Name, byte[] Png)> Draw(string name, TrainingPlan plan, TrainingResult result)
    {
        var point = plan.Point;
        var run = string.Create(
            CultureInfo.InvariantCulture, $"{name}, {Samples(point.Samples)}, learning rate {NumberText.Of(point.LearningRate)}");
        using var loss = CurvePlots.Loss(result.Curve, plan.Target, result.ReachedAt, $"Log loss: {run}");
        using var accuracy = CurvePlots.Accuracy(result.Curve, $"Accuracy: {run}");
        (string Name, byte[] Png)[] curves = [("loss.png", PlotStyle.Png(840, 500, loss)), ("accuracy.png", PlotStyle.Png(840, 500, accuracy))];
        if (plan.Features != ScatterPlots.Features)
            return curves;
        var drawn = Math.Min(point.Samples, ScatterPlots.MostMarkers);
        var scatter = new ScatterPlots(plan.Data().First(drawn), plan.Source);
        var samples = drawn == point.Samples ? Samples(drawn) : $"first {PlotStyle.Count(drawn)} of {Samples(point.Samples)}";
        using var labels = scatter.ByLabel($"{name}: {samples}");
        return [("data.png", PlotStyle.Png(640, 680, labels)), .. curves, ("prediction.png", DrawPrediction(scatter, result, $"{name}, {samples}"))];
    }

    private static byte[] DrawPrediction(ScatterPlots scatter, TrainingResult result, string samples)
    {
        var probabilities = PerceptronPrediction.Predict(scatter.Data, result.HiddenWeights, result.OutputWeights);
        using var truth = scatter.ByLabel($"Truth: {samples}");
        using var prediction = scatter.ByPrediction(probabilities, $"Prediction after {PlotStyle.Count(result.TrainedIterations)} iterations");
        return PlotStyle.Png(600, 660, truth, prediction);
    }

    private static string Samples(int count) => count == 1 ? "1 sample" : $"{PlotStyle.Count(count)} samples";
}
