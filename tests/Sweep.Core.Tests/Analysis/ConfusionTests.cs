using Sweep.Core.Analysis;
using Sweep.Core.Patterns;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Analysis;

public sealed class ConfusionTests
{
    [Theory]
    [InlineData(true, 0.5, PredictionKind.TruePositive)]
    [InlineData(true, 0.49, PredictionKind.FalseNegative)]
    [InlineData(false, 0.5, PredictionKind.FalsePositive)]
    [InlineData(false, 0.49, PredictionKind.TrueNegative)]
    [InlineData(true, double.NaN, PredictionKind.FalseNegative)]
    public void KindOf_ALabelAndAProbability_IsAsTheAccuracyCounts(bool label, double probability, PredictionKind expected) =>
        Assert.Equal(expected, Confusion.KindOf(label, probability));

    [Fact]
    public void Of_Kinds_CountsEach()
    {
        var counts = Confusion.Of(
        [
            PredictionKind.FalseNegative, PredictionKind.TruePositive, PredictionKind.FalseNegative, PredictionKind.FalsePositive, PredictionKind.TrueNegative,
        ]);
        Assert.Equal(new Confusion(1, 1, 2, 1), counts);
        Assert.Equal((5, 2, 0.4), (counts.Samples, counts.Right, counts.Accuracy));
    }

    [Fact]
    public void Accuracy_OfATrainedNetwork_IsThatOfOneIterationMore()
    {
        // The accuracy recorded for an iteration is that of the weights before its update.
        var plan = new TrainingPlan(new PerceptronPoint(Pattern.Circle, 0.05, 40, 200, 4), 3, 7, 0.2);
        using var shorter = new TrainingRun(plan);
        shorter.Advance(40, CancellationToken.None);
        using var longer = new TrainingRun(plan with { Point = plan.Point with { Iterations = 41 } });
        longer.Advance(41, CancellationToken.None);
        var (data, result) = (plan.Data(), shorter.Result());
        var probabilities = PerceptronPrediction.Predict(data, result.HiddenWeights, result.OutputWeights);

        var counts = Confusion.Of(probabilities.Select((probability, k) => Confusion.KindOf(data.Labels[k], probability)));
        Assert.Equal(longer.Result().FinalAccuracy, counts.Accuracy);
    }
}
