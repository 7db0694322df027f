using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Sweep.Core.Budgets;
using Sweep.Core.Constraints;
using Sweep.Core.Samplers;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;

namespace Sweep.Core.Specs;

/// <summary>
/// The space that a spec spans, and which of its points a trial trains: number → place and replicate, replicates fastest, place → point by the spec's
/// sampler. So a space of any size takes no memory beyond the lists of values.
/// </summary>
public sealed class SearchSpace
{
    private readonly ImmutableArray<string> _names;
    private readonly (int One, int Other)[] _swaps;
    private readonly IPointSampler _sampler;
    private readonly bool _hasConditions;

    /// <exception cref="ArgumentException">A parameter is missing, there twice or without values, or the seeds overflow.</exception>
    /// <exception cref="OverflowException">The space has 2⁶³ trials or more.</exception>
    public SearchSpace(SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var parameters = spec.Parameters;
        var declared = KnownTrainers.Default.Of(spec.Trainer);
        if (spec.Trainer.Resource is { } resource && spec.Find(resource) is not { Kind: ParameterKind.Whole })
            throw new ArgumentException($"The resource {resource} must be a parameter of whole numbers.", nameof(spec));
        _names =
        [
            .. declared.Parameters.Select(parameter => parameter.Name),
            .. parameters.Select(parameter => parameter.Name).Where(name => declared.TakesOthers && declared.Find(name) is null),
        ];
        int[] places = [.. parameters.Select(parameter => _names.IndexOf(parameter.Name))];
        var isWhole = places.Order().SequenceEqual(Enumerable.Range(0, _names.Length))
            && parameters.All(parameter => parameter.Count > 0 != parameter.Range is not null);
        if (!isWhole
            || parameters.Any(parameter => parameter.Values.Any(value => value.Kind != parameter.Kind)
            || (parameter.Range?.Kind ?? parameter.Kind) != parameter.Kind))
            throw new ArgumentException("A search space needs each parameter once, with at least one value or a range, all of its kind.", nameof(spec));
        if (parameters.Any(parameter => !parameter.When.IsEmpty && (parameter.Name == spec.Trainer.Resource || declared.Find(parameter.Name) is not null)))
            throw new ArgumentException("A parameter that the trainer needs has no conditions.", nameof(spec));
        if (spec.Replicates < 1 || Math.Max(spec.DataSeed, spec.InitSeed) + spec.Replicates - 1 > uint.MaxValue)
            throw new ArgumentException("Replicates must be at least 1, and every replicate's seed below 2³².", nameof(spec));
        Spec = spec;
        _swaps = [.. SwapsTo(places)];
        _sampler = SamplerOf(spec);
        _hasConditions = parameters.Any(parameter => !parameter.When.IsEmpty);
        Size = checked(spec.Replicates * _sampler.Points);
        (PlannedTrials, CutBy) = spec.Budget is { } budget ? BudgetPlan.Of(budget, this) : (Size, null);
    }

    public SweepSpec Spec { get; }

    /// <summary>Trials of the whole space: points × replicates.</summary>
    public long Size { get; }

    /// <summary>How many of them are planned, the first ones: all, where the spec's budget says nothing else.</summary>
    public long PlannedTrials { get; }

    /// <summary>Why not all are planned; null where all are.</summary>
    public EndReason? CutBy { get; }

    /// <summary>
    /// True where the points are all combinations of listed values, in their order, none before the others: then numbers can be reckoned with.
    /// </summary>
    public bool IsGrid => _sampler is GridSampler;

    /// <summary>Which points the constraints leave out; null where there are none.</summary>
    public LeftOut? LeftOut => (_sampler as IRuledSampler)?.LeftOut;

    /// <summary>
    /// True where numbers tell which trials differ only in the resource: those of a grid, also under conditions and constraints that do not name it. There
    /// they follow each other, replicates fastest.
    /// </summary>
    public bool TellsRuns => IsGrid || _sampler is RuledGrid { Together: > 1 };

    /// <summary>The points that an adaptive sampler has chosen, as far as they are known here; null where points are a function of their place.</summary>
    public ProposedPoints? Proposed => _sampler as ProposedPoints;

    /// <summary>The trial with this 0-based number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not below <see cref="Size"/>.</exception>
    /// <exception cref="InvalidOperationException">An adaptive sampler has not chosen it, or that is not known here: see <see cref="Proposed"/>.</exception>
    public TrialDefinition TrialAt(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Size);
        var (place, replicate) = Math.DivRem(number, Spec.Replicates);
        var values = new ParameterValue[_names.Length];
        _sampler.Sample(place, values);
        var point = PointOf(values);
        var trial = new TrialDefinition(number, point, (uint)replicate, Spec.DataSeed + (uint)replicate, Spec.InitSeed + (uint)replicate);
        return Spec.DataOf(point) is { } data ? trial with { Data = data, Scale = Spec.Scale } : trial;
    }

    /// <summary>The point of values in the order of the spec's parameters, without those that are none; the array serves it from then on.</summary>
    internal TrialPoint PointOf(ParameterValue[] values)
    {
        foreach (var (one, other) in _swaps)
            (values[one], values[other]) = (values[other], values[one]);
        return _hasConditions ? Active(values) : new TrialPoint(_names, ImmutableCollectionsMarshal.AsImmutableArray(values));
    }

    /// <summary>Of a grid: the number of the trial that trains this point in this replicate, the inverse of <see cref="TrialAt"/>.</summary>
    /// <exception cref="ArgumentException">The point or the replicate is not of this space.</exception>
    /// <exception cref="InvalidOperationException">The space is no grid.</exception>
    public long NumberOf(TrialPoint point, uint replicate)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(replicate, Spec.Replicates);
        return PlaceOf(point) is { } place
            ? place * Spec.Replicates + replicate
            : throw new ArgumentException("The point is not one of the space's.", nameof(point));
    }

    /// <summary>Of a grid, also one with conditions and constraints: the place of a point; null where it has no such point.</summary>
    /// <exception cref="InvalidOperationException">The space is no grid.</exception>
    internal long? PlaceOf(TrialPoint point) => _sampler switch
    {
        GridSampler grid => grid.PlaceOf(point),
        RuledGrid ruled => ruled.PlaceOf(point),
        _ => throw new InvalidOperationException($"Points of a {Spec.Sampler.Kind} sampler do not tell their numbers."),
    };

    /// <summary>True where <see cref="PlaceOf"/> has an answer.</summary>
    internal bool TellsPlaces => _sampler is GridSampler or RuledGrid;

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

    private static IPointSampler SamplerOf(SweepSpec spec)
    {
        var declared = SamplerDeclarations.Of(spec.Sampler);
        if (spec.Objectives.Length > 1 && !declared.TakesSeveralObjectives)
            throw new ArgumentException($"A {declared.Name} sampler chooses by one objective.", nameof(spec));
        if (spec.HasRules && !declared.TakesConditions)
            throw new ArgumentException($"A {declared.Name} sampler takes neither conditions nor constraints.", nameof(spec));
        try
        {
            var points = spec.HasRules ? RuledSamplers.Of(spec, declared.CreateRuled!) : declared.Create(spec.Sampler, spec.Parameters);
            if (!spec.Enqueue.IsEmpty)
                points = new EnqueuedSampler(spec.Enqueue, points);
            return declared.IsAdaptive ? new ProposedPoints(spec.Rules(), points, spec.Enqueue) : points;
        }
        catch (ConstraintException wrong)
        {
            throw new ArgumentException($"A constraint {wrong.Message}.", nameof(spec), wrong);
        }
    }

    // Without the parameters that have no value, so that a point is equal to one of a space that never had them.
    private TrialPoint Active(ParameterValue[] values)
    {
        var count = values.Count(value => !value.IsNone);
        if (count == values.Length)
            return new TrialPoint(_names, ImmutableCollectionsMarshal.AsImmutableArray(values));
        var names = ImmutableArray.CreateBuilder<string>(count);
        var active = ImmutableArray.CreateBuilder<ParameterValue>(count);
        for (var k = 0; k < values.Length; k++)
        {
            if (values[k].IsNone)
                continue;
            names.Add(_names[k]);
            active.Add(values[k]);
        }

        return new TrialPoint(names.MoveToImmutable(), active.MoveToImmutable());
    }

    // By which values in the order of the spec come into that of rows.
    private static IEnumerable<(int One, int Other)> SwapsTo(int[] places)
    {
        int[] at = [.. places];
        for (var k = 0; k < at.Length; k++)
        {
            while (at[k] != k)
            {
                var other = at[k];
                yield return (k, other);
                (at[k], at[other]) = (at[other], other);
            }
        }
    }
}
