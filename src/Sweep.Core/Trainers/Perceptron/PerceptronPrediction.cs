using System.Collections.Immutable;
using Sweep.Core.Arithmetic;
using Sweep.Core.Data;

namespace Sweep.Core.Trainers.Perceptron;

/// <summary>The trained network applied to points.</summary>
public static class PerceptronPrediction
{
    /// <summary>The probability of label 1 for every sample.</summary>
    /// <param name="hiddenWeights">(k + 1)×H for k features, row by row (the features, bias).</param>
    /// <param name="outputWeights">H.</param>
    /// <exception cref="ArgumentException">The weights' lengths do not fit each other.</exception>
    public static double[] Predict(DataSet data, double[] hiddenWeights, double[] outputWeights)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Predict(data.Columns, hiddenWeights, outputWeights);
    }

    /// <summary>The probability of label 1 at every point.</summary>
    /// <param name="columns">For each feature, that of each point.</param>
    /// <param name="hiddenWeights">(k + 1)×H for k features, row by row (the features, bias).</param>
    /// <param name="outputWeights">H.</param>
    /// <exception cref="ArgumentException">The weights' lengths do not fit each other.</exception>
    public static double[] Predict(ImmutableArray<double[]> columns, double[] hiddenWeights, double[] outputWeights)
    {
        ArgumentNullException.ThrowIfNull(hiddenWeights);
        ArgumentNullException.ThrowIfNull(outputWeights);
        var hidden = outputWeights.Length;
        var features = columns.Length;
        if (hidden == 0 || hiddenWeights.Length != (features + 1) * hidden)
        {
            throw new ArgumentException(
                $"hiddenWeights: {hiddenWeights.Length} weights must be {features + 1} for each of the {hidden} output weights.", nameof(hiddenWeights));
        }
        var probabilities = new double[columns[0].Length];
        for (var i = 0; i < probabilities.Length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < hidden; j++)
            {
                var z = columns[0][i] * hiddenWeights[j];
                for (var feature = 1; feature < features; feature++)
                    z += columns[feature][i] * hiddenWeights[feature * hidden + j];
                sum += outputWeights[j] * Logistic(z + hiddenWeights[features * hidden + j]);
            }
            probabilities[i] = Logistic(sum);
        }
        return probabilities;
    }

    private static double Logistic(double z) => 1 / (1 + DeterministicMath.Exp(-z));
}
