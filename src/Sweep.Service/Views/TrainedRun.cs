using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Service.Views;

/// <summary>One training run, every iteration recorded.</summary>
/// <param name="TrainSeconds">Wall seconds of the fastest repeat, in training alone.</param>
public sealed record TrainedRun(
    string Pattern,
    int Samples,
    double LearningRate,
    int Iterations,
    int Hidden,
    uint DataSeed,
    uint InitSeed,
    double Target,
    int Repeat,
    double FinalLoss,
    double FinalAccuracy,
    double BestLoss,
    int? ReachedAt,
    int? ConvergedAt,
    double TrainSeconds,
    IEnumerable<double[]> HiddenWeights,
    IReadOnlyList<double> OutputWeights,
    IReadOnlyList<double> Loss,
    IEnumerable<double> Accuracy)
{
    /// <param name="pattern">Its name, or that of the data set.</param>
    /// <param name="plan">What was trained.</param>
    /// <param name="result">What it gave.</param>
    /// <param name="repeat">How often.</param>
    /// <param name="seconds">Of the fastest repeat.</param>
    public TrainedRun(string pattern, TrainingPlan plan, TrainingResult result, int repeat, double seconds)
        : this(
            pattern, plan.Point.Samples, plan.Point.LearningRate, plan.Point.Iterations, plan.Point.Hidden,
            plan.DataSeed, plan.InitSeed, plan.Target,
            repeat, result.FinalLoss, result.FinalAccuracy, result.BestLoss, result.ReachedAt, result.ConvergedAt, seconds,
            result.HiddenWeights.Chunk(plan.Point.Hidden), result.OutputWeights, result.Curve.Losses(),
            Enumerable.Range(0, result.Curve.Count).Select(result.Curve.AccuracyAt))
    {
    }
}
