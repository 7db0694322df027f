using Sweep.Core.Analysis;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;
using Sweep.Core.Trials;

namespace Sweep.Storage.Relational;

/// <summary>
/// To which setting a trial of a grid belongs, by its number alone, and what a statement needs to say the same. Where trials are told apart by
/// the resource, each value of it is a setting of its own.
/// </summary>
internal sealed class SettingPlaces
{
    private readonly RunGrid _runs;
    private readonly bool _includePruned;

    /// <param name="includePruned">Whether pruned trials count.</param>
    public SettingPlaces(SearchSpace space, string by, bool includePruned)
    {
        Ranking = new Ranking(space.Spec);
        var resource = space.Spec.Trainer.Resource;
        IsByTrial = resource is null || by == resource;
        Space = space;
        _includePruned = includePruned;
        Replicates = space.Spec.Replicates;
        _runs = new RunGrid(space, IsByTrial ? null : resource);
        Steps = IsByTrial ? [0] : [.. space.Spec.Find(resource!)!.Values.Select(value => value.Whole)];
    }

    public SearchSpace Space { get; }

    public Ranking Ranking { get; }

    /// <summary>True where every trial counts; else of those that differ only in the resource the longest.</summary>
    public bool IsByTrial { get; }

    public long Replicates { get; }

    public long Inner => _runs.Inner;

    /// <summary>The resource's values, in the order of the spec.</summary>
    public long[] Steps { get; }

    /// <summary>The column that holds what is ranked by.</summary>
    public string BestColumn => IsExercise ? "best_loss" : "best_objective";

    /// <summary>True where the table <c>runs</c> has what is asked for: it has no pruned trials.</summary>
    public bool IsInRuns => !IsByTrial && IsExercise && !_includePruned;

    /// <summary>The condition on <c>trials</c> that those which count meet.</summary>
    public string IsCounted => ConditionOf(_includePruned);

    private bool IsExercise => Space.Spec.Trainer.IsPerceptron && Space.Spec.Objective == Objective.Loss;

    /// <summary>Which run a trial is of; the trial itself where every trial counts.</summary>
    public long RunOf(long number) => _runs.Find(number).Run;

    /// <summary>The number of the trial of the same run that ends at this value of the resource; the number itself where none does.</summary>
    public long AtSteps(long number, int steps) =>
        _runs.Steps.IndexOf(steps) is >= 0 and var stop ? _runs.NumberOf(RunOf(number), stop) : number;

    /// <inheritdoc cref="IsCounted"/>
    public static string ConditionOf(bool includePruned) =>
        $"state IN ({string.Join(", ", CountedStates.Of(includePruned).Select(state => $"'{state.ToName()}'"))})";

    public long SettingOf(long number) => RunOf(number) / Replicates;
}
