using System.Collections.Immutable;
using Sweep.Core.Arithmetic;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers.Adaptive.Cma;

/// <summary>
/// CMA-ES (Hansen, 1604.00772) on the unit cube of the numeric parameters: a generation of λ = 4 + ⌊3 ln n⌋ points is a cohort, proposed from the
/// results of those before it. It begins in the middle with σ = 1/6, or where the best results from before the search are (<see cref="WarmStart"/>). A
/// point outside the cube is drawn again, at most 10·n times; then it is put onto the border. Pruned and failed points rank last; a generation of failed
/// ones alone moves nothing.
/// </summary>
public sealed class CmaSampler : IAdaptiveSampler
{
    private readonly ulong _seed;
    private readonly SearchAxis[] _axes;
    private readonly int[] _free;
    private readonly CmaSettings _settings;
    private readonly Generations _generations;
    private CmaState _state;

    /// <param name="parameters">The space, in its order.</param>
    /// <param name="seed">The sweep's.</param>
    /// <exception cref="ArgumentException">It <see cref="Refuses"/> the space.</exception>
    public CmaSampler(ImmutableArray<Parameter> parameters, ulong seed)
    {
        if (Refuses(parameters) is { } reason)
            throw new ArgumentException(reason, nameof(parameters));
        _seed = seed;
        _axes = [.. parameters.Select(parameter => new SearchAxis(parameter))];
        _free = [.. Enumerable.Range(0, _axes.Length).Where(axis => !_axes[axis].IsFixed)];
        _settings = new CmaSettings(Math.Max(1, _free.Length));
        _generations = new Generations(Population);
        _state = Begin([]);
    }

    /// <summary>λ: how many points are proposed, and may run, before all their results are waited for.</summary>
    public int Population => _settings.Population;

    /// <summary>Why there is no CMA-ES on these parameters, and what to do; null where there is.</summary>
    public static string? Refuses(ImmutableArray<Parameter> parameters)
    {
        string[] unordered = [.. parameters
            .Where(parameter => parameter.Range is null && parameter.Count > 1 && parameter.Kind is ParameterKind.Text or ParameterKind.Truth)
            .Select(parameter => parameter.Name)];
        return unordered.Length == 0
            ? null
            : $"cma_es knows only numbers, and {string.Join(", ", unordered)} {(unordered.Length == 1 ? "has" : "have")} values without order: use tpe, or give one value.";
    }

    /// <summary>All of the generations before; the lag makes no difference.</summary>
    public long SeenBelow(long point, int lag) => _generations.Before(point);

    public ImmutableArray<ParameterValue> Propose(long point, SearchHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        _generations.Follow(point, history, () => _state = Begin(history.Finished.Take(history.Earlier)), Advance);
        var share = Draw(point);
        var values = ImmutableArray.CreateBuilder<ParameterValue>(_axes.Length);
        foreach (var axis in _axes)
            values.Add(axis.Value(axis.Low));
        for (var k = 0; k < _free.Length; k++)
            values[_free[k]] = _axes[_free[k]].Value(_axes[_free[k]].FromUnit(share[k]));
        return values.MoveToImmutable();
    }

    private CmaState Begin(IEnumerable<SearchResult> earlier)
    {
        double[][] best = [.. InOrder(earlier.Where(result => result is { IsFailed: false, PrunedAt: null })).Select(Shares)];
        return best.Length > 0 ? WarmStart.Of(_settings, best) : new CmaState(_settings, [.. Enumerable.Repeat(0.5, _settings.N)], 1.0 / 6);
    }

    private double[] Draw(long point)
    {
        var random = new KeyedRandom(_seed, point, Streams.CmaEs);
        var z = new double[_settings.N];
        for (var attempt = 0; ; attempt++)
        {
            for (var k = 0; k < z.Length; k++)
                z[k] = random.NextNormal();
            var share = _state.Point(z);
            if (share.All(x => x is >= 0 and <= 1))
                return share;
            if (attempt >= 10 * z.Length)
                return [.. share.Select(x => Math.Clamp(x, 0, 1))];
        }
    }

    private void Advance(ImmutableArray<SearchResult> results)
    {
        if (results.All(result => new ResultRank(result).IsFailed))
            return;
        _state.Advance([.. InOrder(results).Select(Shares)]);
    }

    /// <summary>The best first.</summary>
    private static IEnumerable<SearchResult> InOrder(IEnumerable<SearchResult> results) =>
        results.OrderBy(result => new ResultRank(result), Comparer<ResultRank>.Create(ResultRank.Compare));

    /// <summary>Where the point is; in the middle along what a condition left out.</summary>
    private double[] Shares(SearchResult result) =>
        _free.Length == 0 ? [0.5] : [.. _free.Select(axis => result.Values[axis] is { } value ? _axes[axis].ToUnit(_axes[axis].Coordinate(value)) : 0.5)];
}
