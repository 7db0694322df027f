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

    /// <param name="run">When it reached the target, or was censored.</param>
    /// <param name="point">What was planned for it.</param>
    /// <param name="bestValue">Its best value of the objective; not finite where it has none.</param>
    public void Add(Observation run, TrialPoint point, double bestValue)
    {
        ArgumentNullException.ThrowIfNull(point);
        _runs.Add(run);
        _best = ranking.Objective.Best(_best, bestValue);
        var steps = ranking.Resource is null ? 0 : point[ranking.Resource].Whole;
        if (steps > _steps)
            (_longest, _steps) = (point, steps);
    }

    /// <summary>All that was added; the setting's resource is the most that was planned.</summary>
    public SettingRuns Build() => new(_longest, _runs.ToArray(), _best);
}
