using Sweep.Core.Arithmetic;

namespace Sweep.Core.Samplers.Adaptive.Cma;

/// <summary>The normal distribution that the points of one generation are drawn from, and the paths by which it moves (1604.00772, figure 6).</summary>
internal sealed class CmaState
{
    /// <summary>No axis of the ellipsoid is shorter than this share of the longest: values with steps may leave it no width at all.</summary>
    private const double LeastWidth = 1e-14;

    private readonly CmaSettings _settings;
    private readonly double[] _mean;
    private readonly double[] _sigmaPath;
    private readonly double[] _path;
    private double[,] _covariance;
    private double[,] _axes;
    private double[] _widths;
    private double _remembered = 1;

    /// <param name="settings">For as many dimensions as <paramref name="mean"/> has.</param>
    /// <param name="mean">The first mean; a copy is kept.</param>
    /// <param name="sigma">The first step size.</param>
    /// <param name="covariance">The first C; null for I.</param>
    public CmaState(CmaSettings settings, double[] mean, double sigma, double[,]? covariance = null)
    {
        (_settings, _mean, Sigma) = (settings, [.. mean], sigma);
        (_sigmaPath, _path) = (new double[settings.N], new double[settings.N]);
        _covariance = covariance ?? Identity(settings.N);
        (_axes, _widths) = Decompose();
    }

    /// <summary>m.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>σ.</summary>
    public double Sigma { get; private set; }

    /// <summary>C.</summary>
    public double[,] Covariance => (double[,])_covariance.Clone();

    /// <summary>m + σ·B·D·z.</summary>
    /// <param name="z">Standard normal.</param>
    public double[] Point(ReadOnlySpan<double> z)
    {
        var point = new double[_settings.N];
        for (var i = 0; i < _settings.N; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < _settings.N; j++)
                sum += _axes[i, j] * (_widths[j] * z[j]);
            point[i] = _mean[i] + Sigma * sum;
        }

        return point;
    }

    /// <summary>Moves to the next generation.</summary>
    /// <param name="points">The λ points of this one, the best first.</param>
    public void Advance(IReadOnlyList<double[]> points)
    {
        var (n, s) = (_settings.N, _settings);
        var steps = points.Select(point => Map(i => (point[i] - _mean[i]) / Sigma)).ToArray();
        var step = Map(i =>
        {
            var sum = 0.0;
            for (var k = 0; k < s.Parents; k++)
                sum += s.Weights[k] * steps[k][i];
            return sum;
        });
        for (var i = 0; i < n; i++)
            _mean[i] += Sigma * step[i];

        var white = Whiten(step);
        var gain = Math.Sqrt(s.SigmaRate * (2 - s.SigmaRate) * s.ParentsEffective);
        for (var i = 0; i < n; i++)
            _sigmaPath[i] = (1 - s.SigmaRate) * _sigmaPath[i] + gain * white[i];
        var length = Math.Sqrt(SquareOf(_sigmaPath));
        // (1 − c_σ)^(2(g + 1)), g being the generation that now begins.
        var forget = (1 - s.SigmaRate) * (1 - s.SigmaRate);
        _remembered *= forget;
        var isShort = length / Math.Sqrt(1 - _remembered * forget) < (1.4 + 2.0 / (n + 1)) * s.NormalLength;
        gain = isShort ? Math.Sqrt(s.PathRate * (2 - s.PathRate) * s.ParentsEffective) : 0;
        for (var i = 0; i < n; i++)
            _path[i] = (1 - s.PathRate) * _path[i] + gain * step[i];

        Adapt(steps, isShort ? 0 : s.PathRate * (2 - s.PathRate));
        Sigma = Math.Min(Sigma * DeterministicMath.Exp(s.SigmaRate / s.SigmaDamping * (length / s.NormalLength - 1)), 1e32);
        (_axes, _widths) = Decompose();
    }

    /// <summary>Equation 47.</summary>
    private void Adapt(double[][] steps, double stalled)
    {
        var s = _settings;
        // A negative weight takes away no more than the distribution has in that direction.
        double[] weights = [.. s.Weights.Select((weight, k) => weight >= 0 ? weight : weight * s.N / (SquareOf(Whiten(steps[k])) + 1e-8))];
        var kept = 1 + s.RankOne * stalled - s.RankOne;
        foreach (var weight in s.Weights)
            kept -= s.RankMu * weight;
        var next = new double[s.N, s.N];
        for (var i = 0; i < s.N; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < steps.Length; k++)
                    sum += weights[k] * steps[k][i] * steps[k][j];
                next[i, j] = next[j, i] = kept * _covariance[i, j] + s.RankOne * _path[i] * _path[j] + s.RankMu * sum;
            }
        }

        _covariance = next;
    }

    private static double[,] Identity(int n)
    {
        var identity = new double[n, n];
        for (var i = 0; i < n; i++)
            identity[i, i] = 1;
        return identity;
    }

    private (double[,] Axes, double[] Widths) Decompose()
    {
        var (values, vectors) = JacobiEigen.Of(_covariance);
        var least = Math.Max(values.Max() * LeastWidth, 1e-300);
        return (vectors, [.. values.Select(value => Math.Sqrt(Math.Max(value, least)))]);
    }

    /// <summary>C^(−½)·y = B·D⁻¹·Bᵀ·y.</summary>
    private double[] Whiten(double[] y)
    {
        var turned = Map(j =>
        {
            var sum = 0.0;
            for (var i = 0; i < y.Length; i++)
                sum += _axes[i, j] * y[i];
            return sum / _widths[j];
        });
        return Map(i =>
        {
            var sum = 0.0;
            for (var j = 0; j < y.Length; j++)
                sum += _axes[i, j] * turned[j];
            return sum;
        });
    }

    private double[] Map(Func<int, double> element)
    {
        var all = new double[_settings.N];
        for (var i = 0; i < all.Length; i++)
            all[i] = element(i);
        return all;
    }

    private static double SquareOf(double[] y)
    {
        var sum = 0.0;
        foreach (var element in y)
            sum += element * element;
        return sum;
    }
}
