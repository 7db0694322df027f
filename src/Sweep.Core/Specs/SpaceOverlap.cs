using Sweep.Core.Spaces;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Specs;

/// <summary>Which trials of a space another space has too, with the same point, seeds, target and recording, and under which number there.</summary>
public abstract class SpaceOverlap
{
    private readonly long _replicates;
    private readonly long _firstReplicate;
    private readonly long _endReplicate;
    private readonly long _shift;

    /// <param name="replicates">Replicates here, and those of them that the other has, at its own plus <c>Shift</c>.</param>
    private protected SpaceOverlap(ReplicateOverlap replicates) =>
        (_replicates, _firstReplicate, _endReplicate, _shift) = (replicates.Count, replicates.First, replicates.End, replicates.Shift);

    /// <summary>True where the other space has every trial of this one.</summary>
    public bool IsWhole => _firstReplicate == 0 && _endReplicate == _replicates && HasEveryPoint;

    private protected abstract bool HasEveryPoint { get; }

    /// <summary>
    /// Null where they share no trial, or where none that they share can be found by arithmetic: grids share points by their values, other samplers where
    /// they are the same.
    /// </summary>
    public static SpaceOverlap? Of(SearchSpace space, SearchSpace other)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(other);
        var (mine, its) = (space.Spec, other.Spec);
        var shift = (long)mine.DataSeed - its.DataSeed;
        if (shift != (long)mine.InitSeed - its.InitSeed || !Nullable.Equals(mine.Target, its.Target) || mine.RecordEvery != its.RecordEvery)
            return null;
        if (!IsSameTraining(mine.Trainer, its.Trainer) || !mine.Objectives.AsSpan().SequenceEqual(its.Objectives.AsSpan()) || !HaveSameNames(mine, its))
            return null;
        var replicates = new ReplicateOverlap(mine.Replicates, Math.Max(0, -shift), Math.Min(mine.Replicates, its.Replicates - shift), shift);
        if (replicates.First >= replicates.End)
            return null;
        if (space.TellsPlaces != other.TellsPlaces)
            return null;
        if (!space.TellsPlaces)
            return SampledOverlap.Of(mine, its, replicates);
        return space.IsGrid && other.IsGrid ? GridOverlap.Of(mine, its, replicates) : PointOverlap.Of(space, other, replicates);
    }

    /// <summary>The number there of the trial that has this number here; null where it is not there.</summary>
    public long? NumberAt(long number)
    {
        var (place, replicate) = Math.DivRem(number, _replicates);
        if (replicate < _firstReplicate || replicate >= _endReplicate)
            return null;
        return FirstNumberAt(place) is { } first ? first + replicate + _shift : null;
    }

    /// <summary>True where every trial that the same space shares by <paramref name="other"/> is shared by this one too.</summary>
    public bool Covers(SpaceOverlap other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _firstReplicate <= other._firstReplicate && _endReplicate >= other._endReplicate && HasPointsOf(other);
    }

    /// <summary>The number there of replicate 0 of the point that has this place here; null where it is not there.</summary>
    private protected abstract long? FirstNumberAt(long place);

    private protected abstract bool HasPointsOf(SpaceOverlap other);

    /// <summary>False where a data set's name has stood for other numbers.</summary>
    private protected static bool IsSame(Parameter parameter, ParameterValue value, SweepSpec mine, SweepSpec its)
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
