using Sweep.Core.Arithmetic;

namespace Sweep.Core.Samplers.Adaptive.Gp;

/// <summary>A Gaussian process of zero mean given values at points (Rasmussen and Williams, algorithm 2.1).</summary>
internal sealed class GpModel
{
    private readonly Matern _kernel;
    private readonly double _noise;
    private readonly List<double[]> _points;
    private readonly List<double> _values;
    private readonly Cholesky _factor = new();
    private double[] _weights = [];

    public GpModel(double[][] points, double[] values, Matern kernel, double noise)
    {
        (_kernel, _noise, _points, _values) = (kernel, noise, [.. points], [.. values]);
        Extend();
    }

    public Matern Kernel => _kernel;

    /// <summary>Takes points whose values are not known yet as if they came out as expected (the Kriging believer; Ginsbourger et al., 2010).</summary>
    public void Believe(double[][] points)
    {
        double[] expected = [.. points.Select(point => Posterior(point).Mean)];
        _points.AddRange(points);
        _values.AddRange(expected);
        Extend();
    }

    /// <summary>Mean and variance of the process at a point.</summary>
    public (double Mean, double Variance) Posterior(double[] point)
    {
        var covariances = new double[_points.Count];
        for (var i = 0; i < covariances.Length; i++)
            covariances[i] = _kernel.Of(_points[i], point).Value;
        var mean = LaneMath.Dot(covariances, _weights);
        _factor.Forward(covariances);
        return (mean, Math.Max(0, _kernel.Scale - LaneMath.Dot(covariances, covariances)));
    }

    /// <summary>The same with the derivatives along some axes.</summary>
    /// <param name="point">Where.</param>
    /// <param name="axes">By which axes to derive; none of them categorical.</param>
    /// <param name="meanSlopes">Those of the mean, one for each of <paramref name="axes"/>.</param>
    /// <param name="varianceSlopes">Those of the variance.</param>
    public (double Mean, double Variance) Posterior(double[] point, int[] axes, double[] meanSlopes, double[] varianceSlopes)
    {
        var n = _points.Count;
        var (covariances, slopes) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
            (covariances[i], slopes[i]) = _kernel.Of(_points[i], point);
        var mean = LaneMath.Dot(covariances, _weights);
        _factor.Forward(covariances);
        var variance = Math.Max(0, _kernel.Scale - LaneMath.Dot(covariances, covariances));
        _factor.Backward(covariances);
        Array.Clear(meanSlopes);
        Array.Clear(varianceSlopes);
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < axes.Length; k++)
            {
                var slope = slopes[i] * 2 * _kernel.InverseSquaredLengths[axes[k]] * (point[axes[k]] - _points[i][axes[k]]);
                meanSlopes[k] = Math.FusedMultiplyAdd(slope, _weights[i], meanSlopes[k]);
                varianceSlopes[k] = Math.FusedMultiplyAdd(-2 * slope, covariances[i], varianceSlopes[k]);
            }
        }

        return (mean, variance);
    }

    private void Extend()
    {
        for (var i = _factor.Count; i < _points.Count; i++)
        {
            var row = new double[i + 1];
            for (var j = 0; j < i; j++)
                row[j] = _kernel.Of(_points[i], _points[j]).Value;
            row[i] = _kernel.Scale + _noise;
            _factor.Add(row);
        }

        _weights = [.. _values];
        _factor.Forward(_weights);
        _factor.Backward(_weights);
    }
}
