using System.Collections.Immutable;
using Sweep.Core.Arithmetic;
using Sweep.Core.Constraints;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers.Adaptive.Tpe;

/// <summary>
/// The tree-structured Parzen estimator (Bergstra, Bardenet, Bengio and Kégl, 2011) with the parts and defaults of Optuna 5 for one objective: of
/// 24 points drawn from the density l of the best results, that is proposed which is likeliest against the density g of the others. Parameters are
/// chosen together (multivariate), of conditional spaces in groups; running points join g (the constant liar). Failed points
/// are the worst: they join g, which Optuna leaves them out of. The first ten are random.
/// </summary>
public sealed class TpeSampler : IAdaptiveSampler
{
    private const int Candidates = 24;

    private readonly ulong _seed;
    private readonly SearchAxis[] _axes;
    private readonly TpeHistory _history;
    private readonly FeasibleDraws _feasible;
    private IReadOnlyList<int[]>? _grouping;
    private (int[] Axes, TpeGroup Densities)[] _groups = [];
    private bool[] _isBelow = [];

    /// <param name="parameters">The space, in its order.</param>
    /// <param name="seed">The sweep's.</param>
    public TpeSampler(ImmutableArray<Parameter> parameters, ulong seed)
        : this(new SpaceRules(parameters, [], null), seed)
    {
    }

    /// <param name="rules">The space, with its conditions and constraints.</param>
    /// <param name="seed">The sweep's.</param>
    public TpeSampler(SpaceRules rules, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(rules);
        (_seed, _feasible) = (seed, new FeasibleDraws(rules, seed));
        _axes = [.. rules.Parameters.Select(parameter => new SearchAxis(parameter))];
        _history = new TpeHistory(_axes);
    }

    /// <summary>Those up to <paramref name="point"/> − <paramref name="lag"/>.</summary>
    public long SeenBelow(long point, int lag) => Math.Max(0, point - lag + 1);

    public ImmutableArray<ParameterValue> Propose(long point, SearchHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        _history.Follow(history);
        if (_history.Usable < StartUp.Points)
        {
            var even = StartUp.NumbersOf(_seed, point);
            return _feasible.Of(point, () => ValuesOf(StartUp.Draw(_axes, ref even)));
        }

        Divide();
        foreach (var (_, densities) in _groups)
            densities.Estimate(_isBelow, history.Running);
        var random = new KeyedRandom(_seed, point, Streams.Tpe);
        return _feasible.Of(point, () =>
        {
            var coordinates = new double[_axes.Length];
            foreach (var (axes, densities) in _groups)
                Choose(axes, densities, ref random, coordinates);
            return ValuesOf(coordinates);
        });
    }

    private ParameterValue[] ValuesOf(double[] coordinates) => [.. _axes.Zip(coordinates, (axis, coordinate) => axis.Value(coordinate))];

    /// <summary>Marks the results that make up l, and sees which parameters go together.</summary>
    private void Divide()
    {
        if (!ReferenceEquals(_grouping, _history.Groups))
            (_grouping, _groups) = (_history.Groups, [.. _history.Groups.Select(group => (group, new TpeGroup(_axes, group, _history)))]);
        if (_isBelow.Length < _history.Count)
            _isBelow = new bool[_history.Count * 2];
        Array.Clear(_isBelow);
        foreach (var slot in _history.Ranked[..TpeWeights.Below(_history.Usable)])
            _isBelow[slot] = true;
    }

    private static void Choose(int[] axes, TpeGroup densities, ref KeyedRandom random, double[] coordinates)
    {
        Span<double> candidate = stackalloc double[axes.Length];
        var best = double.NegativeInfinity;
        for (var k = 0; k < Candidates; k++)
        {
            densities.Good.Sample(ref random, candidate);
            var gain = densities.Good.LogDensity(candidate) - densities.Rest.LogDensity(candidate);
            if (k > 0 && !(gain > best))
                continue;
            best = gain;
            for (var axis = 0; axis < axes.Length; axis++)
                coordinates[axes[axis]] = candidate[axis];
        }
    }
}
