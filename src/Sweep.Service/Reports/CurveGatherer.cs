using Sweep.Core.Analysis;
using Sweep.Storage.Results;

namespace Sweep.Service.Reports;

/// <summary>Makes one line of the curves of several runs, keeping of each only what is drawn.</summary>
/// <param name="choice">The line.</param>
/// <param name="every">Iterations between recorded points.</param>
/// <param name="lastIteration">Last iteration that any of its runs may have.</param>
internal sealed class CurveGatherer(CurveChoice choice, int every, int lastIteration)
{
    private const int MostPoints = 180;

    private readonly int[] _iterations = Grid(every, lastIteration);
    private readonly List<float[]> _runs = [];

    public void Add(CurveRecord curve)
    {
        var losses = new float[_iterations.Length];
        for (var i = 0; i < losses.Length; i++)
        {
            losses[i] = _iterations[i] > curve.LastIteration
                ? float.NaN
                : curve.Loss[Math.Min((_iterations[i] + curve.Every - 1) / curve.Every, curve.Loss.Length - 1)];
        }
        _runs.Add(losses);
    }

    /// <summary>Where fewer than half of the runs got to, there is no point.</summary>
    public CurveLine ToLine()
    {
        var points = new List<CurveLinePoint>();
        for (var i = 0; i < _iterations.Length; i++)
        {
            var there = _runs.Select(run => (double)run[i]).Where(loss => !double.IsNaN(loss)).Order().ToArray();
            if (there.Length > 0 && 2 * there.Length >= _runs.Count)
                points.Add(new(_iterations[i], Quantiles.Of(there, 0.1), Quantiles.Of(there, 0.5), Quantiles.Of(there, 0.9)));
        }
        return new(choice.Setting, _runs.Count, points);
    }

    /// <summary>Recorded iterations, evenly spread over a logarithmic axis; iteration 0 only where the next one is far.</summary>
    private static int[] Grid(int every, int last)
    {
        var grid = new SortedSet<int> { last };
        if (every > 1)
            grid.Add(0);
        for (var i = 0; i < MostPoints; i++)
        {
            var at = Math.Round(Math.Pow(last, (double)i / (MostPoints - 1)) / every) * every;
            if (at >= 1 && at <= last)
                grid.Add((int)at);
        }
        return [.. grid];
    }
}
