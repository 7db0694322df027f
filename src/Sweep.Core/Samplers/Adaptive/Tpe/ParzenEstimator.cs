using Sweep.Core.Arithmetic;

namespace Sweep.Core.Samplers.Adaptive.Tpe;

/// <summary>
/// A density over some axes: a mixture of one product of kernels an observation, the oldest first, and a prior, the last (Watanabe, "Tree-structured Parzen
/// estimator", 2304.11127, §3; bandwidths, weights and kernels as Optuna 5 has them). A kernel is a normal distribution cut off at the
/// ends of the range, the mass of such a one within half a step of the value where values have steps, or, of a choice, the observed one and 1/n for each.
/// </summary>
/// <remarks>Its buffers are used again for the next proposal: <see cref="Begin"/>, then <see cref="Place"/> for each axis, then it is to be asked.</remarks>
internal sealed class ParzenEstimator(SearchAxis[] axes)
{
    private const int Lanes = 4;

    private readonly KernelAxis[] _axes = [.. axes.Select(axis => new KernelAxis(axis))];
    private double[] _weights = [];
    private double[] _constants = [];
    private double[] _exponents = [];
    private int[] _alive = [];

    /// <summary>Observations and the prior.</summary>
    public int Kernels { get; private set; }

    /// <summary>Their sum is 1.</summary>
    public ReadOnlySpan<double> Weights => _weights.AsSpan(0, Kernels);

    /// <summary>The kernels along an axis.</summary>
    public KernelAxis this[int axis] => _axes[axis];

    /// <summary>Starts an estimate anew.</summary>
    public void Begin(int observations)
    {
        Kernels = observations + 1;
        var padded = (Kernels + Lanes - 1) / Lanes * Lanes;
        if (_weights.Length < padded)
        {
            var room = Math.Max(64, padded * 2);
            (_weights, _constants, _exponents, _alive) = (new double[room], new double[room], new double[room], new int[room]);
        }

        TpeWeights.Fill(_weights.AsSpan(0, Kernels));
        // What pads the last lanes has no weight and an exponent that no kernel's is below.
        _weights.AsSpan(Kernels, padded - Kernels).Clear();
        _constants.AsSpan(0, Kernels).Clear();
        _constants.AsSpan(Kernels, padded - Kernels).Fill(double.NegativeInfinity);
    }

    /// <summary>Places the kernels along an axis.</summary>
    /// <param name="axis">Which of them; each once, in their order.</param>
    /// <param name="mus">One an observation: on the scale that counts, or the index of the choice.</param>
    /// <param name="order">The observations by mu, ascending, equal ones by age; not asked for where choices have no order.</param>
    /// <param name="cache">Which slot of the cache an observation has, or −1; none where empty.</param>
    /// <param name="kept">Bandwidths and normalisers of the last time, by slot.</param>
    public void Place(int axis, ReadOnlySpan<double> mus, ReadOnlySpan<int> order, ReadOnlySpan<int> cache = default, KernelCache? kept = null) =>
        _axes[axis].Place(mus, order, _constants.AsSpan(0, Kernels), cache, kept);

    /// <summary>The kernel that a number in [0, 1) chooses, by weight.</summary>
    public int Choose(double u)
    {
        var sum = 0.0;
        for (var k = 0; k < Kernels - 1; k++)
        {
            sum += _weights[k];
            if (u < sum)
                return k;
        }

        return Kernels - 1;
    }

    /// <summary>A point of the mixture: one coordinate an axis.</summary>
    public void Sample(ref KeyedRandom random, Span<double> point)
    {
        var kernel = Choose(random.NextDouble());
        for (var axis = 0; axis < _axes.Length; axis++)
            point[axis] = _axes[axis].Sample(kernel, random.NextDouble());
    }

    /// <summary>The logarithm of the density at a point.</summary>
    /// <param name="point">One coordinate an axis.</param>
    public double LogDensity(ReadOnlySpan<double> point)
    {
        var exponents = _exponents.AsSpan(0, (Kernels + Lanes - 1) / Lanes * Lanes);
        _constants.AsSpan(0, exponents.Length).CopyTo(exponents);
        for (var axis = 0; axis < _axes.Length; axis++)
            _axes[axis].AddDensities(point[axis], exponents);

        // What is left to add is the logarithm of a probability: no kernel rises any more, so one that is far enough below the prior already will be
        // left out of the sum, and need not be followed to the end. The margin is for rounding.
        var least = exponents[Kernels - 1] + LogSum.Negligible - 1;
        for (var axis = 0; axis < _axes.Length; axis++)
            least += _axes[axis].PriorMass(point[axis]);
        var alive = 0;
        for (var k = 0; k < Kernels; k++)
        {
            if (exponents[k] > least)
                _alive[alive++] = k;
        }

        for (var axis = 0; axis < _axes.Length; axis++)
            alive = _axes[axis].AddMasses(point[axis], exponents, _alive.AsSpan(0, alive), least);
        return LogSum.Of(exponents, _weights);
    }
}
