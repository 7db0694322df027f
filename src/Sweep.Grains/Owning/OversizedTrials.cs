using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Training;
using Sweep.Core.Trials;
using Sweep.Storage;

namespace Sweep.Grains.Owning;

/// <summary>Which trials of a sweep need more memory than a silo has.</summary>
internal sealed class OversizedTrials(Guid sweepId, SearchSpace space, CurveEncoding encoding)
{
    /// <summary>Trials that are given up at once.</summary>
    public const int MostAtOnce = 1000;

    private readonly MemoryNeed _most = MemoryNeed.MostOf(space.Spec, encoding);

    /// <summary>Which numbers the room holds; null where it holds all of them.</summary>
    public Func<long, bool>? Fitting(MemoryRoom room) => room.Holds(_most) ? null : number => room.Holds(NeedOf(space.TrialAt(number)));

    /// <summary>The row that a trial gets which fits none of the rooms; <c>resume --retry-failed</c> deletes it.</summary>
    public FinishedTrial Verdict(long number, IReadOnlyList<MemoryRoom> rooms, DateTimeOffset now)
    {
        var trial = space.TrialAt(number);
        return FinishedTrial.GivenUp(
            sweepId, trial, attempts: 1, now,
            rooms.MaxBy(room => room.Total).Refusal(NeedOf(trial), LossCurve.PointsOf(trial.Point.Iterations, space.Spec.RecordEvery), trial.Point.Samples));
    }

    private MemoryNeed NeedOf(TrialDefinition trial) => MemoryNeed.Of(trial.Point, space.Spec.RecordEvery, encoding, resumes: false);
}
