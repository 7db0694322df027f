using System.Collections.Immutable;
using Sweep.Core.Arithmetic;
using Sweep.Core.Constraints;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers.Adaptive.Nsga;

/// <summary>
/// NSGA-II (Deb et al., 2002) for several objectives, all to be minimised, with the operators and defaults of Optuna's: a generation is a cohort; parents
/// are the best of all before it by front and crowding; a child takes each value from one of two parents, each the better of two drawn, and each value is
/// drawn anew with probability 1/n, as is one that neither parent has because of its conditions. The first generation is random, where nothing was there
/// before the search: else that is generations before it. Pruned and failed points have no children.
/// </summary>
public sealed class NsgaSampler : IAdaptiveSampler
{
    public const int DefaultPopulation = 50;

    private const double CrossoverShare = 0.9;

    private readonly ulong _seed;
    private readonly SearchAxis[] _axes;
    private readonly Generations _generations;
    private readonly FeasibleDraws _feasible;
    private SearchResult[] _parents = [];

    /// <param name="parameters">The space, in its order.</param>
    /// <param name="seed">The sweep's.</param>
    /// <param name="population">The points of a generation; at least 2.</param>
    public NsgaSampler(ImmutableArray<Parameter> parameters, ulong seed, int population = DefaultPopulation)
        : this(new SpaceRules(parameters, [], null), seed, population)
    {
    }

    /// <param name="rules">The space, with its conditions and constraints.</param>
    /// <param name="seed">The sweep's.</param>
    /// <param name="population">The points of a generation; at least 2.</param>
    public NsgaSampler(SpaceRules rules, ulong seed, int population = DefaultPopulation)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentOutOfRangeException.ThrowIfLessThan(population, 2);
        (_seed, Population, _generations, _feasible) = (seed, population, new Generations(population), new FeasibleDraws(rules, seed));
        _axes = [.. rules.Parameters.Select(parameter => new SearchAxis(parameter))];
    }

    /// <summary>How many points are proposed, and may run, before all their results are waited for.</summary>
    public int Population { get; }

    /// <summary>All of the generations before; the lag makes no difference.</summary>
    public long SeenBelow(long point, int lag) => _generations.Before(point);

    public ImmutableArray<ParameterValue> Propose(long point, SearchHistory history)
    {
        _generations.Follow(point, history, () => Begin(history), Advance);
        var even = StartUp.NumbersOf(_seed, point);
        var random = new KeyedRandom(_seed, point, Streams.NsgaII);
        return _feasible.Of(point, () =>
        {
            ParameterValue[] fresh = [.. _axes.Zip(StartUp.Draw(_axes, ref even), (axis, coordinate) => axis.Value(coordinate))];
            return _parents.Length == 0 ? fresh : Child(fresh, ref random);
        });
    }

    private void Begin(SearchHistory history)
    {
        _parents = [];
        foreach (var generation in history.Finished.Take(history.Earlier).Chunk(Population))
            Advance([.. generation]);
    }

    private void Advance(ImmutableArray<SearchResult> results) =>
        _parents = ParetoRanks.Best(_parents.Concat(results.Where(result => result is { IsFailed: false, PrunedAt: null })), Population);

    private ParameterValue[] Child(ParameterValue[] fresh, ref KeyedRandom random)
    {
        SearchResult first, second;
        if (random.NextDouble() < CrossoverShare)
        {
            first = Better(_parents, ref random);
            second = _parents.Length == 1 ? first : Better([.. _parents.Where(parent => parent != first)], ref random);
        }
        else
        {
            first = second = _parents[random.NextBelow(_parents.Length)];
        }

        var values = new ParameterValue[_axes.Length];
        for (var axis = 0; axis < _axes.Length; axis++)
        {
            var (one, other) = random.NextDouble() < 0.5 ? (first, second) : (second, first);
            var isMutated = random.NextDouble() < 1.0 / _axes.Length;
            // What neither parent has is drawn anew, too.
            values[axis] = (isMutated ? null : one.Values[axis] ?? other.Values[axis]) ?? fresh[axis];
        }

        return values;
    }

    private static SearchResult Better(SearchResult[] parents, ref KeyedRandom random)
    {
        var (one, other) = (parents[random.NextBelow(parents.Length)], parents[random.NextBelow(parents.Length)]);
        return ParetoRanks.Dominates(one, other) ? one : other;
    }
}
