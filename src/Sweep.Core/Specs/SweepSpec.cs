using System.Collections.Immutable;
using Sweep.Core.Budgets;
using Sweep.Core.Constraints;
using Sweep.Core.Data;
using Sweep.Core.Notifications;
using Sweep.Core.Pruners;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Specs;

/// <summary>A spec that passed every check; what it leaves out has its default.</summary>
/// <param name="Name">One line of printable characters.</param>
/// <param name="Parameters">The dimensions in order of enumeration (the last varies fastest); all that the trainer needs are here, once.</param>
/// <param name="Replicates">How often each point is trained with other seeds.</param>
/// <param name="DataSeed">Data seed of replicate 0.</param>
/// <param name="InitSeed">Seed of the first weights of replicate 0.</param>
/// <param name="Target">Value of the objective that counts as learnt; null where none does.</param>
/// <param name="RecordEvery">Steps between recorded points.</param>
/// <param name="Weight">Share of the cluster among running sweeps.</param>
/// <param name="MaxConcurrent">Most trials at once; null for no limit.</param>
/// <param name="Reuse">From where results are taken instead of training them again; it changes none.</param>
public sealed record SweepSpec(
    string Name,
    ImmutableArray<Parameter> Parameters,
    long Replicates = 1,
    uint DataSeed = 0,
    uint InitSeed = 1241,
    double? Target = PerceptronDefaults.Target,
    int RecordEvery = 1,
    double Weight = 1,
    int? MaxConcurrent = null,
    ReuseScope Reuse = SpecDefaults.Reuse)
{
    internal static readonly ImmutableSortedDictionary<string, DataReference> NoData =
        ImmutableSortedDictionary.Create<string, DataReference>(StringComparer.Ordinal);

    public TrainerSpec Trainer { get; init; } = TrainerSpec.Perceptron;

    /// <summary>
    /// What trials are weighed by, at least one. Of the first the trainer reports values; others may be parameters, which are numbers that every trial has.
    /// </summary>
    public ImmutableArray<Objective> Objectives { get; init; } = [Objective.Loss];

    /// <summary>
    /// A value of each objective that is worse than those of interest: the point before which the front's hypervolume is taken. Empty where the spec fixes
    /// none.
    /// </summary>
    public ImmutableArray<double> Reference { get; init; } = [];

    /// <summary>The first, or only, objective: what targets and ranking look at.</summary>
    public Objective Objective
    {
        get => Objectives[0];
        init => Objectives = [value];
    }

    /// <summary>Those of the objectives of which the trainer reports values, the first among them.</summary>
    public ImmutableArray<Objective> ReportedObjectives => [.. Objectives.Where((objective, place) => place == 0 || Find(objective.Metric) is null)];

    /// <summary>The data sets that its patterns name, as they were when it was submitted.</summary>
    public ImmutableSortedDictionary<string, DataReference> Data { get; init; } = NoData;

    /// <summary>What is done to the features of samples that are drawn from data sets.</summary>
    public FeatureScale Scale { get; init; } = SpecDefaults.Scale;

    /// <summary>What chooses the points.</summary>
    public SamplerSpec Sampler { get; init; } = SamplerSpec.Grid;

    /// <summary>What every point must meet.</summary>
    public ImmutableArray<Constraint> Constraints { get; init; } = [];

    /// <summary>True where not every combination of values is a point, or not every point has all parameters.</summary>
    public bool HasRules => !Constraints.IsEmpty || Parameters.Any(parameter => !parameter.When.IsEmpty);

    /// <summary>Who is told when it ends or stalls; no result depends on it.</summary>
    public ImmutableArray<NotifyTarget> Notify { get; init; } = [];

    /// <summary>How trials are stopped early; null where none is.</summary>
    public PrunerSpec? Pruner { get; init; }

    /// <summary>
    /// Points that are trained first, each with one value a parameter, in their order, none of those whose conditions it does not meet; distinct, and points
    /// of the space.
    /// </summary>
    public ImmutableArray<ImmutableArray<ParameterValue>> Enqueue { get; init; } = [];

    /// <summary>The results from before it that an adaptive sampler begins with; null where it begins with none.</summary>
    public HistorySpec? History { get; init; }

    /// <summary>When it ends before its whole space is trained; null where it does not.</summary>
    public BudgetSpec? Budget { get; init; }

    /// <summary>Where they are judged; null where nowhere.</summary>
    public RungPlan? Rungs() => Pruner is { } pruner && Trainer.Resource is { } resource
        ? new RungPlan(pruner, (int)Find(resource)!.Values[0].Whole, Replicates)
        : null;

    /// <summary>Its conditions and constraints, ready to be asked.</summary>
    /// <exception cref="ArgumentException">They are none of these parameters.</exception>
    /// <exception cref="ConstraintException">So is a constraint.</exception>
    public SpaceRules Rules() => new(Parameters, Constraints, Trainer.Resource);

    /// <summary>The data set that a point's pattern names; null where it names none.</summary>
    public DataReference? DataOf(TrialPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return !Data.IsEmpty && point.Find(PerceptronParameters.Pattern) is { Kind: ParameterKind.Text } pattern ? Data.GetValueOrDefault(pattern.Text) : null;
    }

    /// <summary>A dimension by its name; null where there is none of this name.</summary>
    public Parameter? Find(string name) => Parameters.FirstOrDefault(parameter => parameter.Name == name);

    /// <summary>Equal where every member and every value of every parameter is.</summary>
    public bool Equals(SweepSpec? other) =>
        other is not null
        && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && Parameters.AsSpan().SequenceEqual(other.Parameters.AsSpan())
        && (Replicates, DataSeed, InitSeed) == (other.Replicates, other.DataSeed, other.InitSeed)
        && Nullable.Equals(Target, other.Target)
        && RecordEvery == other.RecordEvery
        && Weight.Equals(other.Weight)
        && MaxConcurrent == other.MaxConcurrent
        && Reuse == other.Reuse
        && Trainer == other.Trainer
        && Objectives.AsSpan().SequenceEqual(other.Objectives.AsSpan())
        && Reference.AsSpan().SequenceEqual(other.Reference.AsSpan())
        && Data.SequenceEqual(other.Data)
        && Scale == other.Scale
        && Pruner == other.Pruner
        && Budget == other.Budget
        && History == other.History
        && HasSamePoints(other)
        && Sampler == other.Sampler
        && Constraints.AsSpan().SequenceEqual(other.Constraints.AsSpan())
        && Notify.AsSpan().SequenceEqual(other.Notify.AsSpan());

    /// <summary>True where the same points are trained first.</summary>
    internal bool HasSamePoints(SweepSpec other) =>
        Enqueue.Length == other.Enqueue.Length && Enqueue.Zip(other.Enqueue).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second.AsSpan()));

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Name, StringComparer.Ordinal);
        foreach (var parameter in Parameters)
            hash.Add(parameter);
        hash.Add((Replicates, DataSeed, InitSeed, Target, RecordEvery, Weight, MaxConcurrent, Reuse));
        hash.Add((Trainer, Objective, Data.Count, Scale, Sampler, Notify.Length, Pruner, Budget));
        hash.Add((Constraints.Length, Enqueue.Length, Objectives.Length, Reference.Length, History));
        return hash.ToHashCode();
    }
}
