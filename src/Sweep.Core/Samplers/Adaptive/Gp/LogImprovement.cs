using Sweep.Core.Arithmetic;

namespace Sweep.Core.Samplers.Adaptive.Gp;

/// <summary>
/// The logarithm of the expected improvement over a threshold (Ament, Daulton, Eriksson, Balandat and Bakshy, 2310.20708), values being maximised.
/// </summary>
internal sealed class LogImprovement(GpModel model, double threshold)
{
    private const double SqrtHalfPi = 1.2533141373155003;
    private const double SqrtHalf = 0.7071067811865476;
    private const double LeastVariance = 1e-12;

    public double At(double[] point)
    {
        var (mean, variance) = model.Posterior(point);
        var sigma = Math.Sqrt(variance + LeastVariance);
        return Standard((mean - threshold) / sigma) + DeterministicMath.Log(sigma);
    }

    /// <summary>The same with its gradient along some axes.</summary>
    public double At(double[] point, int[] axes, double[] gradient)
    {
        var varianceSlopes = new double[axes.Length];
        var (mean, variance) = model.Posterior(point, axes, gradient, varianceSlopes);
        var sigma = Math.Sqrt(variance + LeastVariance);
        var z = (mean - threshold) / sigma;
        var value = Standard(z);
        // (ln h)′ = Φ/h, h(z) = z·Φ(z) + φ(z).
        var ratio = DeterministicMath.Exp(Normal.LogCdf(z) - value);
        for (var k = 0; k < gradient.Length; k++)
            gradient[k] = ratio * gradient[k] / sigma + (1 - ratio * z) * varianceSlopes[k] / (2 * sigma * sigma);
        return value + DeterministicMath.Log(sigma);
    }

    /// <summary>ln E max(0, x + z) of a standard normal x.</summary>
    public static double Standard(double z) => z switch
    {
        // The bracket below is 1/z² where it would lose its digits.
        < -1e5 => -0.5 * z * z - Normal.HalfLogTwoPi - 2 * DeterministicMath.Log(-z),
        < -5 => -0.5 * z * z - Normal.HalfLogTwoPi + DeterministicMath.Log(1 + SqrtHalfPi * z * Normal.Erfcx(-SqrtHalf * z)),
        _ => DeterministicMath.Log(z * Normal.Cdf(z) + DeterministicMath.Exp(-0.5 * z * z - Normal.HalfLogTwoPi)),
    };
}
