using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;

namespace Sweep.Core.Specs;

/// <summary>
/// The grid that a spec spans. Trial number → point is mixed-radix decoding: the first parameter varies slowest, the last
/// fastest, replicates fastest of all; so a grid of any size takes no memory beyond the lists of values.
/// </summary>
public sealed class SearchSpace
{
    private readonly ImmutableArray<Parameter> _parameters;
    private readonly ImmutableArray<string> _names;
    private readonly int[] _places;

    /// <exception cref="ArgumentException">A parameter is missing, there twice or without values, or the seeds overflow.</exception>
    /// <exception cref="OverflowException">The space has 2⁶³ trials or more.</exception>
    public SearchSpace(SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        _parameters = spec.Parameters;
        var declared = KnownTrainers.Default.Of(spec.Trainer);
        if (spec.Trainer.Resource is { } resource && spec.Find(resource) is not { Kind: ParameterKind.Whole })
            throw new ArgumentException($"The resource {resource} must be a parameter of whole numbers.", nameof(spec));
        _names =
        [
            .. declared.Parameters.Select(parameter => parameter.Name),
            .. _parameters.Select(parameter => parameter.Name).Where(name => declared.TakesOthers && declared.Find(name) is null),
        ];
        _places = [.. _parameters.Select(parameter => _names.IndexOf(parameter.Name))];
        var isWhole = _places.Order().SequenceEqual(Enumerable.Range(0, _names.Length)) && _parameters.All(parameter => parameter.Count > 0);
        if (!isWhole || _parameters.Any(parameter => parameter.Values.Any(value => value.Kind != parameter.Kind)))
            throw new ArgumentException("A search space needs each parameter once, with at least one value, all of its kind.", nameof(spec));
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
        var values = new ParameterValue[_parameters.Length];
        for (var dimension = _parameters.Length - 1; dimension >= 0; dimension--)
        {
            (place, var index) = Math.DivRem(place, _parameters[dimension].Count);
            values[_places[dimension]] = _parameters[dimension].Values[(int)index];
        }

        var point = new TrialPoint(_names, ImmutableCollectionsMarshal.AsImmutableArray(values));
        var trial = new TrialDefinition(number, point, (uint)replicate, Spec.DataSeed + (uint)replicate, Spec.InitSeed + (uint)replicate);
        return Spec.DataOf(point) is { } data ? trial with { Data = data, Scale = Spec.Scale } : trial;
    }

    /// <summary>The number of the trial that trains this point in this replicate: the inverse of <see cref="TrialAt"/>.</summary>
    /// <exception cref="ArgumentException">The point or the replicate is not of this space.</exception>
    public long NumberOf(TrialPoint point, uint replicate)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(replicate, Spec.Replicates);
        var place = 0L;
        foreach (var parameter in _parameters)
        {
            var index = point.Find(parameter.Name) is { } value ? parameter.Values.IndexOf(value) : -1;
            if (index < 0)
                throw new ArgumentException($"The point's {parameter.Name} is not one of the space's values.", nameof(point));
            place = place * parameter.Count + index;
        }

        return place * Spec.Replicates + replicate;
    }

    /// <summary>All that decides the result of this trial of the perceptron, on one of its patterns.</summary>
    public TrainingPlan PlanFor(TrialDefinition trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return PerceptronTrainer.PlanOf(trial, Spec.Objective, Spec.Target, Spec.RecordEvery, null);
    }

    /// <summary>Steps of this trial; null where the trainer has no resource.</summary>
    public int? StepsOf(TrialDefinition trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return Spec.Trainer.Resource is { } resource ? (int)trial.Point[resource].Whole : null;
    }
}
