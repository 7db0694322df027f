using Sweep.Core.Arithmetic;
using Sweep.Core.Data;

namespace Sweep.Core.Training;

/// <summary>The trained network applied to points.</summary>
public static class Perceptron
{
    /// <summary>The probability of label 1 for every sample.</summary>
    /// <param name="hiddenWeights">3×H, row by row (x₁, x₂, bias).</param>
    /// <param name="outputWeights">H.</param>
    /// <exception cref="ArgumentException">The weights' lengths do not fit each other.</exception>
    public static double[] Predict(DataSet data, double[] hiddenWeights, double[] outputWeights)
    {
        var hidden = outputWeights.Length;
        if (hidden == 0 || hiddenWeights.Length != 3 * hidden)
        {
            throw new ArgumentException(
                $"hiddenWeights: {hiddenWeights.Length} weights must be 3 for each of the {hidden} output weights.", nameof(hiddenWeights));
        }
        var probabilities = new double[data.Samples];
        for (var i = 0; i < probabilities.Length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < hidden; j++)
            {
                var z = data.X1[i] * hiddenWeights[j] + data.X2[i] * hiddenWeights[hidden + j] + hiddenWeights[2 * hidden + j];
                sum += outputWeights[j] * Logistic(z);
            }
            probabilities[i] = Logistic(sum);
        }
        return probabilities;
    }

    private static double Logistic(double z) => 1 / (1 + DeterministicMath.Exp(-z));
}
