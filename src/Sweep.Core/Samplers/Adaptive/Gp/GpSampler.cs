using System.Collections.Immutable;
using Sweep.Core.Arithmetic;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers.Adaptive.Gp;

/// <summary>
/// Bayesian optimisation by a Gaussian process with a Matérn 5/2 kernel, a length scale a parameter, and log expected improvement; priors and search are
/// those of Optuna. Running points count as if they came out as expected. Pruned and failed points are not seen; what a condition left out of a point
/// counts as the middle of its range. The first ten points are random. Costs grow with the cube of the results: beyond
/// <see cref="MostPoints"/> only the best that many count.
/// </summary>
public sealed class GpSampler : IAdaptiveSampler
{
    public const int MostPoints = 500;

    private readonly ulong _seed;
    private readonly SearchAxis[] _axes;
    private readonly int[] _free;
    private readonly bool[] _isCategorical;
    private (SearchHistory? Source, int Revision, int Count) _fitted;
    private (Matern Kernel, double Noise) _fit;

    /// <param name="parameters">The space, in its order.</param>
    /// <param name="seed">The sweep's.</param>
    public GpSampler(ImmutableArray<Parameter> parameters, ulong seed)
    {
        _seed = seed;
        _axes = [.. parameters.Select(parameter => new SearchAxis(parameter))];
        _free = [.. Enumerable.Range(0, _axes.Length).Where(axis => !_axes[axis].IsFixed)];
        _isCategorical = [.. _free.Select(axis => _axes[axis].IsCategorical)];
    }

    /// <summary>Those up to <paramref name="point"/> − <paramref name="lag"/>.</summary>
    public long SeenBelow(long point, int lag) => Math.Max(0, point - lag + 1);

    public ImmutableArray<ParameterValue> Propose(long point, SearchHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var coordinates = StartUp.Random(_axes, _seed, point);
        SearchResult[] results = [.. history.Finished.Where(result => result is { IsFailed: false, PrunedAt: null })];
        if (results.Length >= StartUp.Points && _free.Length > 0)
        {
            var best = Choose(point, history, Kept(results));
            for (var k = 0; k < _free.Length; k++)
                coordinates[_free[k]] = _isCategorical[k] ? best[k] : _axes[_free[k]].FromUnit(best[k]);
        }

        return [.. _axes.Zip(coordinates, (axis, coordinate) => axis.Value(coordinate))];
    }

    /// <summary>A coordinate as the kernel wants it: a share of the range, or the index of a choice.</summary>
    internal static double Share(SearchAxis axis, double coordinate) => axis.IsCategorical ? coordinate : axis.ToUnit(coordinate);

    /// <summary>By how many results the parameters of the kernel are found: not by each new one once there are many.</summary>
    internal static int FittedBy(int results) => results switch
    {
        <= 50 => results,
        <= 100 => results - results % 5,
        _ => results - results % 10,
    };

    private static SearchResult[] Kept(SearchResult[] results) =>
        results.Length <= MostPoints
            ? results
            : [.. results.OrderBy(result => result.Objectives[0]).ThenBy(result => result.Point).Take(MostPoints).OrderBy(result => result.Point)];

    private double[] Choose(long point, SearchHistory history, SearchResult[] results)
    {
        var points = results.Select(Shares).ToArray();
        var values = Standardised(results);
        var (kernel, noise) = Fit(history, results, points);
        var model = new GpModel(points, values, kernel, noise);
        var greatest = values.Max();
        if (history.Running.Count > 0)
            model.Believe([.. history.Running.Select(Shares)]);

        double[] lengths = [.. kernel.InverseSquaredLengths.ToArray().Select(inverse => 1 / Math.Sqrt(inverse))];
        var random = new KeyedRandom(_seed, point, Streams.Gp);
        var search = new GpSearch([.. _free.Select(axis => _axes[axis])], new LogImprovement(model, greatest));
        return search.Best(ref random, points[Array.IndexOf(values, greatest)], lengths);
    }

    private (Matern Kernel, double Noise) Fit(SearchHistory history, SearchResult[] results, double[][] points)
    {
        var count = FittedBy(results.Length);
        // Where only the best count, those are other ones each time.
        if (count == MostPoints || _fitted != (history, history.Revision, count))
            (_fit, _fitted) = (GpFit.Of(points[..count], Standardised(results[..count]), _isCategorical), (history, history.Revision, count));
        return _fit;
    }

    /// <summary>The objective to be maximised, with mean 0 and deviation 1.</summary>
    private static double[] Standardised(SearchResult[] results)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var result in results)
            sum -= result.Objectives[0];
        var mean = sum / results.Length;
        foreach (var result in results)
            squares += (-result.Objectives[0] - mean) * (-result.Objectives[0] - mean);
        var deviation = Math.Max(Math.Sqrt(squares / results.Length), 1e-10);
        return [.. results.Select(result => (-result.Objectives[0] - mean) / deviation)];
    }

    private double[] Shares(SearchResult result) =>
        [.. _free.Select((axis, k) => result.Values[axis] is { } value ? Share(_axes[axis], _axes[axis].Coordinate(value)) : _isCategorical[k] ? 0 : 0.5)];
}
