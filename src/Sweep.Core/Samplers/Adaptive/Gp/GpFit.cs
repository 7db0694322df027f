using Sweep.Core.Arithmetic;

namespace Sweep.Core.Samplers.Adaptive.Gp;

/// <summary>
/// The most likely parameters of a Gaussian process, given points and values, under the priors of Optuna: −(0.1/x + 0.1·x) on x = 1/ℓ², Gamma(2, 1) on the
/// scale and Gamma(1.1, 30) on the noise.
/// </summary>
internal sealed class GpFit(double[][] points, double[] values, bool[] isCategorical)
{
    public const double LeastNoise = 1e-6;

    private const double Tolerance = 1e-2;
    private const int MostSteps = 60;

    private readonly int _axes = isCategorical.Length;

    /// <summary>The kernel and the noise; found from the same start whatever was found before, so that they are a function of the data alone.</summary>
    public static (Matern Kernel, double Noise) Of(double[][] points, double[] values, bool[] isCategorical)
    {
        var fit = new GpFit(points, values, isCategorical);
        var (x, _) = Lbfgs.Minimise(fit.Loss, new double[isCategorical.Length + 2], Tolerance, MostSteps);
        return fit.Parameters(x);
    }

    /// <summary>
    /// Minus the logarithm of the posterior density of the parameters, but for a constant; all parameters by their logarithm: 1/ℓ², scale, noise.
    /// </summary>
    public double Loss(double[] x, double[] gradient)
    {
        var (kernel, noise) = Parameters(x);
        var n = points.Length;
        var (factor, slopes) = (new Cholesky(), new double[n][]);
        for (var i = 0; i < n; i++)
        {
            var row = new double[i + 1];
            slopes[i] = new double[i];
            for (var j = 0; j < i; j++)
                (row[j], slopes[i][j]) = kernel.Of(points[i], points[j]);
            row[i] = kernel.Scale + noise;
            factor.Add(row);
        }

        double[] weights = [.. values];
        factor.Forward(weights);
        var loss = factor.HalfLogDeterminant + 0.5 * LaneMath.Dot(weights, weights);
        factor.Backward(weights);
        Gradient(kernel, noise, weights, factor.InverseTransposed(), slopes, gradient);
        return loss + Prior(kernel, noise, gradient);
    }

    private (Matern Kernel, double Noise) Parameters(double[] x) => (
        new Matern([.. x.Take(_axes).Select(DeterministicMath.Exp)], DeterministicMath.Exp(x[_axes]), isCategorical),
        LeastNoise + DeterministicMath.Exp(x[_axes + 1]));

    /// <summary>∂loss/∂θ = −½ tr((α·αᵀ − K⁻¹)·∂K/∂θ) (Rasmussen and Williams, equation 5.9).</summary>
    private void Gradient(Matern kernel, double noise, double[] weights, double[][] inverse, double[][] slopes, double[] gradient)
    {
        Array.Clear(gradient);
        var (trace, whole) = (0.0, 0.0);
        for (var i = 0; i < points.Length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var pull = weights[i] * weights[j] - LaneMath.Dot(inverse[i].AsSpan(i), inverse[j].AsSpan(i));
                if (i == j)
                {
                    trace += pull;
                    whole += pull * kernel.Scale;
                    continue;
                }

                // Both halves of the matrix.
                whole += 2 * pull * kernel.Of(points[i], points[j]).Value;
                for (var axis = 0; axis < _axes; axis++)
                    gradient[axis] -= pull * slopes[i][j] * kernel.Square(points[i], points[j], axis);
            }
        }

        for (var axis = 0; axis < _axes; axis++)
            gradient[axis] *= kernel.InverseSquaredLengths[axis];
        gradient[_axes] = -0.5 * whole;
        gradient[_axes + 1] = -0.5 * trace * (noise - LeastNoise);
    }

    private double Prior(Matern kernel, double noise, double[] gradient)
    {
        var loss = 0.0;
        for (var axis = 0; axis < _axes; axis++)
        {
            var x = kernel.InverseSquaredLengths[axis];
            loss += 0.1 / x + 0.1 * x;
            gradient[axis] += -0.1 / x + 0.1 * x;
        }

        loss += kernel.Scale - DeterministicMath.Log(kernel.Scale) + 30 * noise - 0.1 * DeterministicMath.Log(noise);
        gradient[_axes] += kernel.Scale - 1;
        gradient[_axes + 1] += (30 - 0.1 / noise) * (noise - LeastNoise);
        return loss;
    }
}
