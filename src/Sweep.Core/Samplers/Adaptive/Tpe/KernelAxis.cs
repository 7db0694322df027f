using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Arithmetic;

namespace Sweep.Core.Samplers.Adaptive.Tpe;

/// <summary>The kernels of a <see cref="ParzenEstimator"/> along one axis; the last is the prior.</summary>
internal sealed class KernelAxis
{
    private readonly SearchAxis _axis;
    private readonly MassMemo? _memo;
    private readonly Func<double, double, double> _constantOf;
    private double[] _mus = [];
    private double[] _sigmas = [];
    private double[] _inverses = [];
    private int[] _rows = [];
    private double[] _table = [];
    private double[] _firstMus = [];
    private double[] _firstSigmas = [];
    private int _count;
    private int _tableRows;

    public KernelAxis(SearchAxis axis)
    {
        _axis = axis;
        _memo = axis is { IsCategorical: false, Step: > 0 } ? new MassMemo() : null;
        _constantOf = ConstantOf;
    }

    /// <summary>Middles on the scale that counts, or indices of choices, −1 for the prior.</summary>
    public ReadOnlySpan<double> Mus => _mus.AsSpan(0, _count);

    /// <summary>Bandwidths on the scale that counts; none of choices without order.</summary>
    public ReadOnlySpan<double> Sigmas => _axis.IsCategorical ? [] : _sigmas.AsSpan(0, _count);

    /// <summary>Every kernel has one of few tables of values: choices, and steps.</summary>
    private bool IsTabled => _axis.IsCategorical || _memo is not null;

    public void Place(ReadOnlySpan<double> mus, ReadOnlySpan<int> order, Span<double> constants, ReadOnlySpan<int> cache, KernelCache? kept)
    {
        Reserve(mus.Length + 1);
        mus.CopyTo(_mus);
        if (_axis.IsCategorical)
        {
            PlaceChoices();
            return;
        }

        Bandwidth.Of(mus, order, _axis.ScaleLow, _axis.ScaleHigh, _sigmas);
        _mus[mus.Length] = 0.5 * (_axis.ScaleLow + _axis.ScaleHigh);
        _sigmas[mus.Length] = _axis.ScaleHigh - _axis.ScaleLow;
        for (var k = 0; k < _count; k++)
        {
            _inverses[k] = 1 / _sigmas[k];
            constants[k] += k < cache.Length && cache[k] >= 0 && kept is not null
                ? kept.Constant(cache[k], _mus[k], _sigmas[k], _constantOf)
                : ConstantOf(_mus[k], _sigmas[k]);
        }

        if (_memo is not null)
            PlaceSteps(order);
    }

    /// <summary>Adds the logarithm of every kernel at a coordinate, but for its constant; nothing where kernels have masses.</summary>
    public void AddDensities(double coordinate, Span<double> exponents)
    {
        if (IsTabled)
            return;
        var x = Vector256.Create(_axis.OnScale(coordinate));
        var half = Vector256.Create(-0.5);
        var sums = MemoryMarshal.Cast<double, Vector256<double>>(exponents);
        var mus = MemoryMarshal.Cast<double, Vector256<double>>(_mus.AsSpan(0, exponents.Length));
        var inverses = MemoryMarshal.Cast<double, Vector256<double>>(_inverses.AsSpan(0, exponents.Length));
        for (var k = 0; k < sums.Length; k++)
        {
            var z = (x - mus[k]) * inverses[k];
            sums[k] = Vector256.FusedMultiplyAdd(z * half, z, sums[k]);
        }
    }

    /// <summary>The logarithm of the prior's mass at a coordinate, but for its constant; zero where kernels have densities.</summary>
    public double PriorMass(double coordinate)
    {
        if (!IsTabled)
            return 0;
        if (_memo is null)
            return -DeterministicMath.Log(_axis.Choices);
        var (left, right) = _axis.StepAround(coordinate);
        return _memo.LogMass((left - _mus[_count - 1]) / _sigmas[_count - 1], (right - _mus[_count - 1]) / _sigmas[_count - 1]);
    }

    /// <summary>Adds the logarithm of the mass of some kernels at a coordinate, but for their constants; nothing where they have densities.</summary>
    /// <param name="coordinate">Where.</param>
    /// <param name="exponents">By kernel.</param>
    /// <param name="alive">The kernels; those that do not fall to <paramref name="least"/> are put first.</param>
    /// <param name="least">What a kernel must be above to be followed.</param>
    /// <returns>How many do not fall to it.</returns>
    public int AddMasses(double coordinate, Span<double> exponents, Span<int> alive, double least)
    {
        if (!IsTabled)
            return alive.Length;
        var (left, right) = Tabulate(coordinate);
        var kept = 0;
        foreach (var kernel in alive)
        {
            var row = _rows[kernel];
            if (double.IsNaN(_table[row]) && !Enter(row, left, right, exponents[kernel] - least))
            {
                exponents[kernel] = least;
                continue;
            }

            exponents[kernel] += _table[row];
            if (exponents[kernel] > least)
                alive[kept++] = kernel;
        }

        return kept;
    }

    /// <summary>A coordinate of one kernel, by a number in [0, 1).</summary>
    public double Sample(int kernel, double u)
    {
        if (_axis.IsCategorical)
            return ChoiceKernel.Sample(_axis.Choices, _count, (int)_mus[kernel], u);
        var (mu, sigma) = (_mus[kernel], _sigmas[kernel]);
        var z = Normal.TruncatedQuantile(u, (_axis.ScaleLow - mu) / sigma, (_axis.ScaleHigh - mu) / sigma);
        return _axis.FromScale(Math.FusedMultiplyAdd(z, sigma, mu));
    }

    private void Reserve(int count)
    {
        _count = count;
        var padded = (count + 3) / 4 * 4;
        if (_mus.Length < padded)
        {
            var room = Math.Max(64, padded * 2);
            (_mus, _sigmas, _inverses, _rows) = (new double[room], new double[room], new double[room], new int[room]);
            (_firstMus, _firstSigmas) = (new double[room], new double[room]);
            _table = new double[Math.Max(room, _axis.Choices + 1)];
        }

        _mus.AsSpan(count, padded - count).Clear();
        _inverses.AsSpan(count, padded - count).Clear();
    }

    private void PlaceChoices()
    {
        for (var k = 0; k < _count - 1; k++)
            _rows[k] = (int)_mus[k];
        (_mus[_count - 1], _rows[_count - 1]) = (-1, _axis.Choices);
    }

    /// <summary>Kernels with the same middle and bandwidth have one row.</summary>
    private void PlaceSteps(ReadOnlySpan<int> order)
    {
        _tableRows = 0;
        foreach (var k in order)
            _rows[k] = RowOf(k);
        _rows[_count - 1] = RowOf(_count - 1);
    }

    private int RowOf(int kernel)
    {
        if (_tableRows == 0 || _firstMus[_tableRows - 1] != _mus[kernel] || _firstSigmas[_tableRows - 1] != _sigmas[kernel])
            (_firstMus[_tableRows], _firstSigmas[_tableRows++]) = (_mus[kernel], _sigmas[kernel]);
        return _tableRows - 1;
    }

    /// <summary>The logarithms of all choices; of steps none (NaN) yet, but between which ends they are.</summary>
    private (double Left, double Right) Tabulate(double coordinate)
    {
        if (_memo is not null)
        {
            Array.Fill(_table, double.NaN, 0, _tableRows);
            return _axis.StepAround(coordinate);
        }

        ChoiceKernel.Fill(_table.AsSpan(0, _axis.Choices + 1), _count, (int)coordinate);
        return (0, 0);
    }

    /// <summary>
    /// Computes a row of the table; not, and false, where a kernel with this much above the least would fall to it: ln Φ(−a) &lt; −a²/2 for a &gt; 0.
    /// </summary>
    private bool Enter(int row, double left, double right, double above)
    {
        var (a, b) = ((left - _firstMus[row]) / _firstSigmas[row], (right - _firstMus[row]) / _firstSigmas[row]);
        var distance = Math.Max(Math.Max(a, -b), 0);
        if (0.5 * distance * distance > above)
            return false;
        _table[row] = _memo!.LogMass(a, b);
        return true;
    }

    /// <summary>What a kernel's logarithm begins with: minus that of its mass between the ends, and, of a density, of √2π·σ.</summary>
    private double ConstantOf(double mu, double sigma)
    {
        var mass = Normal.LogMass((_axis.ScaleLow - mu) / sigma, (_axis.ScaleHigh - mu) / sigma);
        return _memo is null ? -mass - DeterministicMath.Log(sigma) - Normal.HalfLogTwoPi : -mass;
    }
}
