using Sweep.Core.Curves;
using Sweep.Core.Specs;

namespace Sweep.Core.Scheduling;

/// <summary>Which runs of a sweep need more memory than a silo has, with those of their trials that are trained together: numbers, the longest last.</summary>
internal sealed class OversizedTrials(SearchSpace space, CurveEncoding encoding)
{
    private readonly TrialModel _model = TrialModel.Of(space.Spec);
    private readonly MemoryNeed _most = TrialModel.Of(space.Spec).MostOf(space.Spec, encoding);

    /// <summary>Which the room holds; null where it holds all of them.</summary>
    public Func<IReadOnlyList<long>, bool>? Fitting(MemoryRoom room) => room.Holds(_most) ? null : numbers => room.Holds(NeedOf(numbers));

    /// <summary>Why a trial that fits none of the rooms is given up.</summary>
    public string Refusal(long number, IEnumerable<MemoryRoom> rooms) =>
        _model.Refusal(space.TrialAt(number).Point, space.Spec.RecordEvery, NeedOf([number]), rooms.MaxBy(room => room.Total));

    private MemoryNeed NeedOf(IReadOnlyList<long> numbers) =>
        _model.RunNeedOf([.. numbers.Select(number => space.TrialAt(number).Point)], space.Spec.RecordEvery, encoding, resumes: false);
}
