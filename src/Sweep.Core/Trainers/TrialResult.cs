using System.Collections.Immutable;
using Sweep.Core.Curves;

namespace Sweep.Core.Trainers;

/// <summary>What a trial gave, whatever trained it.</summary>
public sealed record TrialResult
{
    /// <summary>Steps done.</summary>
    public required int TrainedIterations { get; init; }

    /// <summary>The last value of the objective; null where it is not finite.</summary>
    public double? FinalObjective { get; init; }

    /// <summary>The best value of the objective at any step; null where none is finite.</summary>
    public double? BestObjective { get; init; }

    /// <summary>First step whose value is at or better than the target; null if none, or where the trial diverged.</summary>
    public int? ReachedAt { get; init; }

    /// <summary>First step from which it stays there to the end; null if none.</summary>
    public int? ConvergedAt { get; init; }

    /// <summary>True where training went out of bounds: the objective's last value is no finite number, or the trainer said so.</summary>
    public bool Diverged { get; init; }

    /// <summary>Loss and accuracy on an even grid of steps; null where the trainer reports metrics at steps of its own.</summary>
    public LossCurve? Curve { get; init; }

    /// <summary>What was reported, a curve a metric, in order of first sight.</summary>
    public ImmutableArray<MetricCurve> Metrics { get; init; } = [];

    /// <summary>The last value of <c>loss</c>; null where it is not reported.</summary>
    public double? FinalLoss { get; init; }

    /// <summary>The last value of <c>accuracy</c>; null where it is not reported.</summary>
    public double? FinalAccuracy { get; init; }

    /// <summary>The least value of <c>loss</c>; null where it is not reported.</summary>
    public double? BestLoss { get; init; }

    /// <summary>The last lines that the trainer wrote; null where it wrote none.</summary>
    public string? LogTail { get; init; }

    /// <summary>What keeps it from being stored, for the one who wrote the trainer; null where nothing does.</summary>
    public string? Fault
    {
        get
        {
            if (Metrics.IsEmpty)
                return null;
            var names = new HashSet<string>(StringComparer.Ordinal);
            return Metrics.Select(metric => metric.Fault ?? (names.Add(metric.Metric) ? null : $"metric \"{metric.Metric}\" comes twice: give it one curve"))
                .FirstOrDefault(fault => fault is not null);
        }
    }
}
