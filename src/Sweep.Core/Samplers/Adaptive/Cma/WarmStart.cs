using Sweep.Core.Arithmetic;

namespace Sweep.Core.Samplers.Adaptive.Cma;

/// <summary>
/// Where a search begins that has results from before it: at the normal distribution that is nearest to their best tenth, widened by a tenth of the cube
/// (Nomura, Watanabe, Akimoto, Ozaki and Onishi, "Warm starting CMA-ES for hyperparameter optimization", 2012.06932, section 4.2, with γ = α = 0.1).
/// </summary>
internal static class WarmStart
{
    /// <summary>α.</summary>
    private const double Width = 0.1;

    /// <param name="settings">For as many dimensions as the points have.</param>
    /// <param name="points">At least one, in the unit cube, the best first.</param>
    public static CmaState Of(CmaSettings settings, double[][] points)
    {
        var (n, best) = (settings.N, points[..Math.Max(1, points.Length / 10)]);
        var mean = new double[n];
        foreach (var point in best)
        {
            for (var i = 0; i < n; i++)
                mean[i] += point[i] / best.Length;
        }

        var covariance = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            covariance[i, i] = Width * Width;
            for (var j = 0; j <= i; j++)
            {
                foreach (var point in best)
                    covariance[i, j] += (point[i] - mean[i]) * (point[j] - mean[j]) / best.Length;
                covariance[j, i] = covariance[i, j];
            }
        }

        // σ² is the n-th root of the determinant, so that C keeps the volume 1.
        var logarithms = 0.0;
        foreach (var value in JacobiEigen.Of(covariance).Values)
            logarithms += DeterministicMath.Log(value);
        var sigma = DeterministicMath.Exp(logarithms / (2 * n));
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                covariance[i, j] /= sigma * sigma;
        }

        return new CmaState(settings, mean, sigma, covariance);
    }
}
