using System.Collections.Immutable;
using Sweep.Core.Training;
using Sweep.Core.Trials;

namespace Sweep.Core.Specs;

/// <summary>
/// The grid that a spec spans. Trial number → point is mixed-radix decoding: the first parameter varies slowest, the last
/// fastest, replicates fastest of all; so a grid of any size takes no memory beyond the lists of values.
/// </summary>
public sealed class SearchSpace
{
    private readonly ImmutableArray<Parameter> _parameters;

    /// <exception cref="ArgumentException">A parameter is missing, there twice or without values, or the seeds overflow.</exception>
    /// <exception cref="OverflowException">The space has 2⁶³ trials or more.</exception>
    public SearchSpace(SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        _parameters = spec.Parameters;
        var names = _parameters.Select(parameter => parameter.Name).Order();
        if (!names.SequenceEqual(Enum.GetValues<ParameterName>()) || _parameters.Any(parameter => parameter.Count == 0))
            throw new ArgumentException("A search space needs each parameter once, with at least one value.", nameof(spec));
        if (spec.Replicates < 1 || Math.Max(spec.DataSeed, spec.InitSeed) + spec.Replicates - 1 > uint.MaxValue)
            throw new ArgumentException("Replicates must be at least 1, and every replicate's seed below 2³².", nameof(spec));
        Spec = spec;
        var planned = spec.Replicates;
        foreach (var parameter in _parameters)
            planned = checked(planned * parameter.Count);
        PlannedTrials = planned;
    }

    public SweepSpec Spec { get; }

    /// <summary>Trials of the whole space: points × replicates.</summary>
    public long PlannedTrials { get; }

    /// <summary>The trial with this 0-based number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not below <see cref="PlannedTrials"/>.</exception>
    public TrialDefinition TrialAt(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, PlannedTrials);
        var (place, replicate) = Math.DivRem(number, Spec.Replicates);
        var point = default(TrialPoint);
        for (var dimension = _parameters.Length - 1; dimension >= 0; dimension--)
        {
            (place, var index) = Math.DivRem(place, _parameters[dimension].Count);
            point = With(point, _parameters[dimension], (int)index);
        }

        return new TrialDefinition(number, point, (uint)replicate, Spec.DataSeed + (uint)replicate, Spec.InitSeed + (uint)replicate);
    }

    /// <summary>The number of the trial that trains this point in this replicate: the inverse of <see cref="TrialAt"/>.</summary>
    /// <exception cref="ArgumentException">The point or the replicate is not of this space.</exception>
    public long NumberOf(TrialPoint point, uint replicate)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(replicate, Spec.Replicates);
        var place = 0L;
        foreach (var parameter in _parameters)
        {
            var index = IndexIn(parameter, point);
            if (index < 0)
                throw new ArgumentException($"The point's {parameter.Name.ToName()} is not one of the space's values.", nameof(point));
            place = place * parameter.Count + index;
        }

        return place * Spec.Replicates + replicate;
    }

    /// <summary>All that decides the result of this trial.</summary>
    public TrainingPlan PlanFor(TrialDefinition trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return new TrainingPlan(trial.Point, trial.DataSeed, trial.InitSeed, Spec.TargetLoss, Spec.RecordEvery);
    }

    private static TrialPoint With(TrialPoint point, Parameter parameter, int index) => parameter switch
    {
        Parameter.Patterns patterns => point with { Pattern = patterns.Values[index] },
        Parameter.LearningRates rates => point with { LearningRate = rates.Values[index] },
        Parameter.Counts { Name: ParameterName.Iterations } counts => point with { Iterations = counts.Values[index] },
        Parameter.Counts { Name: ParameterName.Samples } counts => point with { Samples = counts.Values[index] },
        Parameter.Counts { Name: ParameterName.Hidden } counts => point with { Hidden = counts.Values[index] },
        _ => throw new InvalidOperationException($"{parameter.Name} has values of a kind that no point has."),
    };

    private static int IndexIn(Parameter parameter, TrialPoint point) => parameter switch
    {
        Parameter.Patterns patterns => patterns.Values.IndexOf(point.Pattern),
        Parameter.LearningRates rates => rates.Values.IndexOf(point.LearningRate),
        Parameter.Counts { Name: ParameterName.Iterations } counts => counts.Values.IndexOf(point.Iterations),
        Parameter.Counts { Name: ParameterName.Samples } counts => counts.Values.IndexOf(point.Samples),
        Parameter.Counts { Name: ParameterName.Hidden } counts => counts.Values.IndexOf(point.Hidden),
        _ => -1,
    };
}
