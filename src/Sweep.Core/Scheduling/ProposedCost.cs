using Sweep.Core.Samplers;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;

namespace Sweep.Core.Scheduling;

/// <summary>
/// Of points that an adaptive sampler chooses: what is chosen is reckoned point by point, of the rest nobody knows more than the mean of the space.
/// </summary>
internal sealed class ProposedCost : RunCost
{
    /// <summary>Points of the space that are looked at for their mean.</summary>
    private const int MostVisited = 1_024;

    private readonly SearchSpace _space;
    private readonly ProposedPoints _proposed;
    private readonly TrialModel _model;
    private readonly List<double> _before = [0];
    private readonly double _mean;

    public ProposedCost(SearchSpace space, ProposedPoints proposed)
    {
        (_space, _proposed, _model) = (space, proposed, TrialModel.Of(space.Spec));
        var visited = Math.Min(proposed.Points, MostVisited);
        var sum = 0.0;
        for (var place = 0L; place < visited; place++)
        {
            var values = new ParameterValue[space.Spec.Parameters.Length];
            proposed.Likely.Sample(place, values);
            sum += _model.CostOf(space.PointOf(values));
        }

        _mean = sum / visited;
    }

    public override double Total => Below(_space.Size);

    public override double Below(long run)
    {
        while (_before.Count <= _proposed.Points && _proposed.Knows(_before.Count - 1))
            _before.Add(_before[^1] + Of((_before.Count - 1) * _space.Spec.Replicates));
        var (known, replicates) = (_before.Count - 1L, _space.Spec.Replicates);
        var (place, replicate) = Math.DivRem(run, replicates);
        return place < known
            ? _before[(int)place] * replicates + replicate * (_before[(int)place + 1] - _before[(int)place])
            : _before[^1] * replicates + (run - known * replicates) * _mean;
    }

    public override double Of(long run) => _space.Knows(run) ? _model.CostOf(_space.TrialAt(run).Point) : _mean;
}
