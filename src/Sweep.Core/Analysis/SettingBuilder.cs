using Sweep.Core.Trials;

namespace Sweep.Core.Analysis;

/// <summary>Gathers the runs of one setting one by one.</summary>
public sealed class SettingBuilder(TrialPoint setting)
{
    private readonly List<Observation> _runs = [];
    private double _bestLoss = double.PositiveInfinity;
    private int _iterations;

    /// <param name="run">When it reached the target, or was censored.</param>
    /// <param name="iterations">Iterations that were planned for it.</param>
    /// <param name="bestLoss">Its smallest loss; NaN where it has none.</param>
    public void Add(Observation run, int iterations, double bestLoss)
    {
        _runs.Add(run);
        _iterations = Math.Max(_iterations, iterations);
        if (bestLoss < _bestLoss)
            _bestLoss = bestLoss;
    }

    /// <summary>All that was added; the setting's iterations are the most that were planned.</summary>
    public SettingRuns Build() => new(setting with { Iterations = _iterations }, _runs.ToArray(), _bestLoss);
}
