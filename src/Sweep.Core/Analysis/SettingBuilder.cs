using Sweep.Core.Spaces;

namespace Sweep.Core.Analysis;

/// <summary>Gathers the runs of one setting one by one.</summary>
/// <param name="setting">The point, whatever its resource.</param>
public sealed class SettingBuilder(TrialPoint setting, Ranking ranking)
{
    private readonly List<Observation> _runs = [];
    private double _best = ranking.Objective.Worst;
    private TrialPoint _longest = setting;
    private long _steps = long.MinValue;
    private long _first;

    public void Add(in TrialOutcome outcome)
    {
        _runs.Add(Observation.Of(outcome));
        _best = ranking.Objective.Best(_best, outcome.BestValue);
        var steps = ranking.Resource is null ? 0 : outcome.Point[ranking.Resource].Whole;
        if (steps > _steps)
            (_longest, _steps, _first) = (outcome.Point, steps, outcome.FirstNumber);
    }

    /// <summary>All that was added; the setting's resource is the most that was planned.</summary>
    public SettingRuns Build() => new(_longest, _runs.ToArray(), _best) { FirstNumber = _first };
}
