using Sweep.Core.Pruners;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Trainers;

namespace Sweep.Benchmarks.Tabled;

/// <summary>
/// One search over the table, or over one of its patterns, by a cluster of eight workers whose clock is virtual: a step takes what its samples and hidden
/// units take. Sampler and judge are those of sweeps.
/// </summary>
internal sealed class TableSearch(CurveTable table, TableSpace space, IAdaptiveSampler sampler, int lag, PrunerSpec? pruner, int points, double target)
{
    private const int Workers = 8;

    private readonly RungPlan? _plan = pruner is null ? null : new RungPlan(pruner, CurveTable.Steps, CurveTable.Replicates);
    private readonly PriorityQueue<Stage, (double At, long Turn)> _running = new();
    private readonly Queue<Stage> _kept = new();
    private readonly SearchHistory _history = new();
    private readonly SearchResult?[] _results = new SearchResult?[points];
    private readonly int[] _places = new int[points];
    private readonly int[] _left = new int[points];
    private readonly double[] _shown = new double[points];
    private PrunerJudge? _judge;
    private long _next;
    private long _seen;
    private long _turn;
    private double _clock;
    private double _worked;
    private SearchCourse _course = SearchCourse.Begun;

    public SearchCourse Run()
    {
        _judge = _plan is null ? null : new PrunerJudge(_plan, Objective.Loss, null, (long)points * CurveTable.Replicates);
        while (true)
        {
            while (_running.Count < Workers && Next() is { } stage)
            {
                var took = (stage.To - stage.From) * CostOf(_places[stage.Point]);
                _worked += took;
                _running.Enqueue(stage, (_clock + took, _turn++));
            }

            if (!_running.TryDequeue(out var done, out var when))
                break;
            _clock = when.At;
            Reach(done);
        }

        return _results.All(result => result is not null)
            ? _course with { Busy = _worked / (_clock * Workers) }
            : throw new InvalidOperationException("a search stands still: its sampler and its pruner wait for each other");
    }

    private double CostOf(int point)
    {
        // Samples and hidden units.
        var values = space.ValuesOf(point);
        return values[^2].Whole * (double)values[^1].Whole;
    }

    /// <summary>What is kept goes before what is new; null where there is nothing that may begin.</summary>
    private Stage? Next()
    {
        if (_kept.TryDequeue(out var kept))
            return kept;
        var (point, replicate) = Math.DivRem(_next, CurveTable.Replicates);
        if (point == points || (replicate == 0 && !TryPropose(point)))
            return null;
        var number = _next++;
        return new Stage((int)point, number, 0, StopAfter(_plan?.FirstRungOf(number) ?? 0), _plan?.FirstRungOf(number) ?? 0);
    }

    private bool TryPropose(long point)
    {
        for (var below = sampler.SeenBelow(point, lag); _seen < below; _seen++)
        {
            if (_results[_seen] is not { } result)
                return false;
            _history.Add(result);
        }

        var values = sampler.Propose(point, _history);
        _history.Add(new SearchResult(point, values, null));
        (_places[point], _left[point]) = (space.PointOf(values), CurveTable.Replicates);
        return true;
    }

    private int StopAfter(int rung) => _plan is { } plan && rung < plan.Ladder.Rungs.Length ? plan.Ladder.Rungs[rung] : CurveTable.Steps;

    private void Reach(Stage stage)
    {
        _course = _course with { Iterations = _course.Iterations + stage.To - stage.From };
        var loss = LossOf(stage.Point, stage.Number, stage.To);
        if (stage.To == CurveTable.Steps)
        {
            End(stage.Point, loss, prunedAt: null);
            return;
        }

        _judge!.Reach(stage.Number, stage.Rung, new RungValue(loss, loss, double.NaN));
        foreach (var verdict in _judge.Decide())
        {
            var point = (int)(verdict.Number / CurveTable.Replicates);
            Show(verdict.Score ?? double.NaN);
            if (verdict.Decision == RungDecision.Kept)
                _kept.Enqueue(new Stage(point, verdict.Number, verdict.Step, StopAfter(verdict.Rung + 1), verdict.Rung + 1));
            else
                End(point, LossOf(point, verdict.Number, verdict.Step), verdict.Step);
        }
    }

    private double LossOf(int point, long number, int step) => table.LossAt(space, _places[point], (int)(number % CurveTable.Replicates), step);

    /// <summary>A replicate has ended; with the last the point has a result.</summary>
    private void End(int point, double loss, int? prunedAt)
    {
        _shown[point] += loss / CurveTable.Replicates;
        if (--_left[point] > 0)
            return;
        _results[point] = new SearchResult(point, space.ValuesOf(_places[point]), _shown[point], prunedAt);
        if (prunedAt is not null)
            return;
        Show(_shown[point]);
        _course = _course.With(_shown[point]);
    }

    private void Show(double loss)
    {
        if (loss <= target)
            _course = _course with { ToTarget = _course.ToTarget ?? _course.Iterations };
    }

    /// <param name="Point">Of the search.</param>
    /// <param name="Number">The trial.</param>
    /// <param name="From">Steps that are done.</param>
    /// <param name="To">Where it stops next.</param>
    /// <param name="Rung">Which rung that is; their number for the end.</param>
    private sealed record Stage(int Point, long Number, int From, int To, int Rung);
}
