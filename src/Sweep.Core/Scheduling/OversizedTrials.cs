using Sweep.Core.Specs;
using Sweep.Core.Training;
using Sweep.Core.Trials;

namespace Sweep.Core.Scheduling;

/// <summary>Which trials of a sweep need more memory than a silo has.</summary>
internal sealed class OversizedTrials(SearchSpace space, CurveEncoding encoding)
{
    private readonly MemoryNeed _most = MemoryNeed.MostOf(space.Spec, encoding);

    /// <summary>Which numbers the room holds; null where it holds all of them.</summary>
    public Func<long, bool>? Fitting(MemoryRoom room) => room.Holds(_most) ? null : number => room.Holds(NeedOf(space.TrialAt(number)));

    /// <summary>Why a trial that fits none of the rooms is given up.</summary>
    public string Refusal(long number, IEnumerable<MemoryRoom> rooms)
    {
        var trial = space.TrialAt(number);
        return rooms.MaxBy(room => room.Total).Refusal(NeedOf(trial), LossCurve.PointsOf(trial.Point.Iterations, space.Spec.RecordEvery), trial.Point.Samples);
    }

    private MemoryNeed NeedOf(TrialDefinition trial) => MemoryNeed.Of(trial.Point, space.Spec.RecordEvery, encoding, resumes: false);
}
