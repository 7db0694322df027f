using Sweep.Core.Specs;

namespace Sweep.Core.Scheduling;

/// <summary>
/// Of points that a sampler chooses or rules leave: those of the first runs one by one, and of all that follow their mean. Progress and shares need no more;
/// what a lease holds is reckoned run by run.
/// </summary>
internal sealed class SampledCost : RunCost
{
    /// <summary>Points that are visited: the mean of a thousand is that of all to a few percent.</summary>
    private const int MostVisited = 1_024;

    private readonly SearchSpace _space;
    private readonly RunGrid _runs;
    private readonly TrialModel _model;
    private readonly double[] _before;
    private readonly double _mean;

    // Where no point costs more than another: choosing a point costs more than all else that is decided about a trial.
    private readonly double? _same;

    public SampledCost(SearchSpace space, RunGrid runs)
    {
        (_space, _runs, _model) = (space, runs, TrialModel.Of(space.Spec));
        if (space.Spec.Parameters.All(parameter => !parameter.IsVaried || (parameter.Name != space.Spec.Trainer.Resource && !_model.IsCostly(parameter.Name))))
            _same = CostOf(0);
        _before = new double[Math.Min(runs.Count / space.Spec.Replicates, MostVisited) + 1];
        for (var place = 0; place < _before.Length - 1; place++)
            _before[place + 1] = _before[place] + Of(place * space.Spec.Replicates);
        _mean = _before[^1] / (_before.Length - 1);
    }

    public override double Total => Below(_runs.Count);

    public override double Below(long run)
    {
        var (place, replicate) = Math.DivRem(run, _space.Spec.Replicates);
        return place < _before.Length - 1
            ? _before[place] * _space.Spec.Replicates + replicate * (_before[place + 1] - _before[place])
            : _before[^1] * _space.Spec.Replicates + (run - (_before.Length - 1L) * _space.Spec.Replicates) * _mean;
    }

    public override double Of(long run) => _same ?? CostOf(run);

    private double CostOf(long run) => _model.CostOf(_space.TrialAt(_runs.NumberOf(run, _runs.Stops - 1)).Point);
}
