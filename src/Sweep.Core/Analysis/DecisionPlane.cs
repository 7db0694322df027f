using Sweep.Core.Data;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Analysis;

/// <summary>What a perceptron of two features predicts all over the plane.</summary>
public static class DecisionPlane
{
    /// <summary>Features of what lies in a plane.</summary>
    public const int Features = 2;

    private const double Margin = 0.04;

    /// <summary>The probability of label 1 on a grid.</summary>
    /// <param name="data">Samples of two features. A pattern's square is [-1, 1]²; of others, the grid is over where samples are, and a little around.</param>
    /// <param name="isPattern">True for a pattern's samples.</param>
    /// <param name="hiddenWeights">3×H, row by row.</param>
    /// <param name="outputWeights">H.</param>
    /// <param name="nodes">Along each side.</param>
    /// <exception cref="ArgumentException">Samples have another number of features.</exception>
    public static PlaneGrid Of(DataSet data, bool isPattern, double[] hiddenWeights, double[] outputWeights, int nodes)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Features != Features)
            throw new ArgumentException(FormattableString.Invariant($"data: samples of {data.Features} features lie in no plane; it takes {Features}."), nameof(data));
        var (left, right) = isPattern ? (-1, 1) : Around(data.Columns[0]);
        var (bottom, top) = isPattern ? (-1, 1) : Around(data.Columns[1]);
        var grid = new PlaneGrid(left, right, bottom, top, nodes, new double[nodes * nodes]);
        var (x1, x2) = (new double[grid.Values.Length], new double[grid.Values.Length]);
        for (var k = 0; k < x1.Length; k++)
            (x1[k], x2[k]) = (grid.X(k % nodes), grid.Y(k / nodes));
        return grid with { Values = PerceptronPrediction.Predict([x1, x2], hiddenWeights, outputWeights) };
    }

    // Where all samples have one value, any width shows it.
    private static (double From, double To) Around(double[] values)
    {
        var (least, most) = (values.Min(), values.Max());
        var margin = most > least ? (most - least) * Margin : Math.Max(1, Math.Abs(least));
        return (least - margin, most + margin);
    }
}
