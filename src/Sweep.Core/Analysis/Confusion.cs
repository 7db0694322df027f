namespace Sweep.Core.Analysis;

/// <summary>The confusion matrix of two classes: how many samples are predicted right, and how many wrong in which way.</summary>
/// <param name="TrueNegatives">Label 0, predicted 0.</param>
/// <param name="TruePositives">Label 1, predicted 1.</param>
/// <param name="FalseNegatives">Label 1, predicted 0.</param>
/// <param name="FalsePositives">Label 0, predicted 1.</param>
public sealed record Confusion(int TrueNegatives, int TruePositives, int FalseNegatives, int FalsePositives)
{
    /// <summary>Label 1 is predicted from this probability on, as the accuracy has it.</summary>
    public const double Threshold = 0.5;

    public int Samples => TrueNegatives + TruePositives + FalseNegatives + FalsePositives;

    public int Right => TrueNegatives + TruePositives;

    /// <summary>Share of the samples that are predicted right; NaN of none.</summary>
    public double Accuracy => (double)Right / Samples;

    /// <param name="label">True for label 1.</param>
    /// <param name="probability">Of label 1; NaN, of a network that went out of bounds, predicts 0.</param>
    public static PredictionKind KindOf(bool label, double probability) => (label, probability >= Threshold) switch
    {
        (false, false) => PredictionKind.TrueNegative,
        (true, true) => PredictionKind.TruePositive,
        (true, false) => PredictionKind.FalseNegative,
        (false, true) => PredictionKind.FalsePositive,
    };

    public static Confusion Of(IEnumerable<PredictionKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        var counts = new int[4];
        foreach (var kind in kinds)
            counts[(int)kind]++;
        return new(
            counts[(int)PredictionKind.TrueNegative], counts[(int)PredictionKind.TruePositive],
            counts[(int)PredictionKind.FalseNegative], counts[(int)PredictionKind.FalsePositive]);
    }
}
