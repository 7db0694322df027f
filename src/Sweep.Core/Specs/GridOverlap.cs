using Sweep.Core.Spaces;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Specs;

/// <summary>
/// Which trials of a grid another grid has too, with the same point, seeds, target and recording. Found by comparing values, so it takes memory
/// by their number, never by that of the trials.
/// </summary>
public sealed class GridOverlap
{
    // By parameter of this grid: of each value its place among the other's, times what one step there adds to a number; -1 where it has none.
    private readonly long[][] _steps;
    private readonly long _replicates;
    private readonly long _firstReplicate;
    private readonly long _endReplicate;
    private readonly long _shift;

    private GridOverlap(long[][] steps, long replicates, long first, long end, long shift) =>
        (_steps, _replicates, _firstReplicate, _endReplicate, _shift) = (steps, replicates, first, end, shift);

    /// <summary>True where the other grid has every trial of this one.</summary>
    public bool IsWhole => _firstReplicate == 0 && _endReplicate == _replicates && _steps.All(steps => steps.All(step => step >= 0));

    /// <summary>Null where they share no trial.</summary>
    public static GridOverlap? Of(SearchSpace space, SearchSpace other)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(other);
        var (mine, its) = (space.Spec, other.Spec);
        var shift = (long)mine.DataSeed - its.DataSeed;
        if (shift != (long)mine.InitSeed - its.InitSeed || !Nullable.Equals(mine.Target, its.Target) || mine.RecordEvery != its.RecordEvery)
            return null;
        if (!IsSameTraining(mine.Trainer, its.Trainer) || mine.Objective != its.Objective || !HaveSameNames(mine, its))
            return null;
        var (first, end) = (Math.Max(0, -shift), Math.Min(mine.Replicates, its.Replicates - shift));
        if (first >= end)
            return null;
        var steps = mine.Parameters.Select(parameter => Steps(parameter, mine, its)).ToArray();
        return steps.All(of => of.Any(step => step >= 0)) ? new GridOverlap(steps, mine.Replicates, first, end, shift) : null;
    }

    /// <summary>The number there of the trial that has this number here; null where it is not there.</summary>
    public long? NumberAt(long number)
    {
        var (place, replicate) = Math.DivRem(number, _replicates);
        if (replicate < _firstReplicate || replicate >= _endReplicate)
            return null;
        var there = replicate + _shift;
        for (var dimension = _steps.Length - 1; dimension >= 0; dimension--)
        {
            (place, var index) = Math.DivRem(place, _steps[dimension].Length);
            if (_steps[dimension][index] < 0)
                return null;
            there += _steps[dimension][index];
        }

        return there;
    }

    /// <summary>True where every trial that the same grid shares by <paramref name="other"/> is shared by this one too.</summary>
    public bool Covers(GridOverlap other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _firstReplicate <= other._firstReplicate
            && _endReplicate >= other._endReplicate
            && _steps.Zip(other._steps).All(pair => pair.First.Zip(pair.Second).All(step => step.First >= 0 || step.Second < 0));
    }

    private static long[] Steps(Parameter parameter, SweepSpec own, SweepSpec other)
    {
        var dimension = other.Parameters.Select((its, d) => (its.Name, d)).First(its => its.Name == parameter.Name).d;
        var unit = other.Parameters.Skip(dimension + 1).Aggregate(other.Replicates, (product, its) => product * its.Count);
        var places = new Dictionary<ParameterValue, int>(other.Parameters[dimension].Count);
        for (var place = 0; place < other.Parameters[dimension].Count; place++)
            places.TryAdd(other.Parameters[dimension].Values[place], place);
        return [.. parameter.Values.Select(value => places.TryGetValue(value, out var place) && IsSame(parameter, value, own, other) ? place * unit : -1)];
    }

    // A data set's name may have stood for other numbers.
    private static bool IsSame(Parameter parameter, ParameterValue value, SweepSpec mine, SweepSpec its)
    {
        if (parameter.Name != PerceptronParameters.Pattern || (mine.Data.IsEmpty && its.Data.IsEmpty))
            return true;
        var (here, there) = (mine.Data.GetValueOrDefault(value.Text), its.Data.GetValueOrDefault(value.Text));
        return here == there && (here is null || mine.Scale == its.Scale);
    }

    // Limits only say what a trial may take.
    private static bool IsSameTraining(TrainerSpec mine, TrainerSpec its) => WithoutLimits(mine) == WithoutLimits(its);

    private static TrainerSpec WithoutLimits(TrainerSpec trainer) =>
        trainer.Command is { } command ? trainer with { Command = command with { Limits = new CommandLimits() } } : trainer;

    private static bool HaveSameNames(SweepSpec mine, SweepSpec its) =>
        mine.Parameters.Length == its.Parameters.Length && mine.Parameters.All(parameter => its.Find(parameter.Name) is not null);
}
