using System.Runtime.CompilerServices;
using Sweep.Core.Arithmetic;

namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>What happens once an iteration: the loss of a pass, the step of gradient descent, the weights of the next pass.</summary>
internal static unsafe class Descent
{
    /// <summary>2⁵⁰⁰. Weights are held within it, so that no sum or product overflows and no result is NaN, whatever the learning rate.</summary>
    public const double LargestWeight = 3.2733906078961419e150;

    /// <summary>The mean loss where every sample is held at the largest probability: −ln(1 − 2⁻⁵³).</summary>
    private const double SmallestLoss = 1.1102230246251565e-16;

    /// <summary>Mean log loss of the pass in <paramref name="state"/>.</summary>
    public static double Loss(PassState* state, int samples)
    {
        var m = state->Products;
        var product = ((m[0] * m[4]) * (m[1] * m[5])) * ((m[2] * m[6]) * (m[3] * m[7]));
        return Math.Max(-DeterministicMath.LogOfScaled(product, state->Exponent) / samples, SmallestLoss);
    }

    /// <summary>One step down the gradient of the summed loss. Rows of the weights are those of <see cref="PassState.Folded"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(PassState* state, double* weights, double rate)
    {
        var hidden = state->Hidden;
        var sums = state->Sums;
        var rows = state->Features + 1;
        var output = weights + rows * hidden;
        for (var row = 0; row < rows; row++)
        {
            for (var j = 0; j < hidden; j++)
            {
                var i = row * hidden + j;
                weights[i] = Held(Math.FusedMultiplyAdd(-rate, output[j] * sums[i], weights[i]));
            }
        }
        for (var j = 0; j < hidden; j++)
            output[j] = Held(Math.FusedMultiplyAdd(-rate, sums[rows * hidden + j], output[j]));
    }

    /// <summary>Writes the scaled weights of the next pass and tells the range of its arguments.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ArgumentRange Fold(PassState* state, double* weights)
    {
        var hidden = state->Hidden;
        var folded = state->Folded;
        var features = state->Features;
        for (var i = 0; i < (features + 2) * hidden; i++)
            folded[i] = weights[i] * -DeterministicMath.Log2E;
        var largest = features == 2 ? LargestOfTwoFeatures(state) : LargestOfAnyFeatures(state);
        var output = 0.0;
        for (var j = 0; j < hidden; j++)
            output += Math.Abs(folded[(features + 1) * hidden + j]);
        if (largest > Logistic.Limit || output > Logistic.Limit)
            return ArgumentRange.Clamped;
        return largest > Logistic.SaturationLimit ? ArgumentRange.Saturating : ArgumentRange.Plain;
    }

    /// <summary>The largest size that the argument of a hidden unit can have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double LargestOfTwoFeatures(PassState* state)
    {
        var hidden = state->Hidden;
        var folded = state->Folded;
        var (reach1, reach2) = (state->Reach[0], state->Reach[1]);
        var largest = 0.0;
        for (var j = 0; j < hidden; j++)
        {
            largest = Math.Max(
                largest, Math.Abs(folded[j]) * reach1 + Math.Abs(folded[j + hidden]) * reach2 + Math.Abs(folded[j + 2 * hidden]));
        }
        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double LargestOfAnyFeatures(PassState* state)
    {
        // Row by row, as the weights lie: nothing is in the buffer between two passes.
        var hidden = state->Hidden;
        var arguments = new Span<double>(state->Buffer, hidden);
        arguments.Clear();
        for (var row = 0; row <= state->Features; row++)
        {
            var reach = row == state->Features ? 1 : state->Reach[row];
            var folded = state->Folded + row * hidden;
            for (var j = 0; j < hidden; j++)
                arguments[j] += Math.Abs(folded[j]) * reach;
        }
        var largest = 0.0;
        foreach (var argument in arguments)
            largest = Math.Max(largest, argument);
        return largest;
    }

    private static double Held(double weight) =>
        Math.Abs(weight) <= LargestWeight ? weight : Math.CopySign(LargestWeight, weight);
}
