using Sweep.Core.Arithmetic;

namespace Sweep.Core.Samplers.Adaptive.Gp;

/// <summary>
/// The Matérn kernel with ν = 5/2 and a length scale an axis: scale·(1 + √(5s) + 5s/3)·exp(−√(5s)), s being the squared distance in length scales.
/// </summary>
/// <param name="inverseSquaredLengths">1/ℓ², one an axis.</param>
/// <param name="scale">The variance of the process.</param>
/// <param name="isCategorical">Of each axis, whether two values are at distance 1 unless they are equal.</param>
internal sealed class Matern(double[] inverseSquaredLengths, double scale, bool[] isCategorical)
{
    public double Scale => scale;

    public ReadOnlySpan<double> InverseSquaredLengths => inverseSquaredLengths;

    /// <summary>The squared difference along an axis.</summary>
    public double Square(double[] one, double[] other, int axis)
    {
        var difference = one[axis] - other[axis];
        return isCategorical[axis] ? difference == 0 ? 0 : 1 : difference * difference;
    }

    /// <summary>The covariance of two points, and its derivative by s.</summary>
    public (double Value, double Slope) Of(double[] one, double[] other)
    {
        var s = 0.0;
        for (var axis = 0; axis < inverseSquaredLengths.Length; axis++)
            s = Math.FusedMultiplyAdd(inverseSquaredLengths[axis], Square(one, other, axis), s);
        var root = Math.Sqrt(5 * s);
        var decay = scale * DeterministicMath.Exp(-root);
        return (decay * (5.0 / 3 * s + root + 1), -5.0 / 6 * decay * (root + 1));
    }
}
