using Sweep.Core.Curves;
using Sweep.Core.Trials;

namespace Sweep.Core.Scheduling.Runners;

/// <summary>A run that is leased to this silo: its numbers are decoded here, once.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Trials">What is left of it, the longest last.</param>
/// <param name="Attempt">1-based.</param>
/// <param name="Alone">True where nothing else may be started until it has ended or made a checkpoint.</param>
/// <param name="LeaseTrace">Traceparent of the lease; null where there is none.</param>
/// <param name="EarlierTrace">Traceparent of the attempt before; null where there is none.</param>
public sealed record LeasedRun(
    Guid Lease, IReadOnlyList<TrialDefinition> Trials, int Attempt, bool Alone, string? LeaseTrace = null, string? EarlierTrace = null)
{
    private int _every;
    private double _cost;
    private CurveEncoding _curves;

    /// <summary>What its trials cost and take.</summary>
    public TrialModel Model { get; init; } = TrialModel.Perceptron;

    /// <summary>By its number the run is known on the silo, and its checkpoint in the store.</summary>
    public TrialDefinition Longest { get; } = Trials[^1];

    /// <summary>True where it goes on from a checkpoint of the store.</summary>
    public bool HasCheckpoint { get; internal set; }

    /// <summary>Work of its longest trial.</summary>
    public double Cost => _cost > 0 ? _cost : _cost = Model.CostOf(Longest.Point);

    /// <summary>Memory that it has taken, once it is started.</summary>
    public MemoryNeed Need { get; private set; }

    /// <summary>How long it takes on a slot, about: what it was counted with when it was started.</summary>
    public double Seconds { get; internal set; }

    /// <summary>How long it takes to its next rung, about; <see cref="Seconds"/> where it comes to none.</summary>
    public double StageSeconds { get; internal set; }

    /// <summary>Seconds on a slot until it came to the rung where it was last.</summary>
    internal double HeldSeconds { get; set; }

    /// <summary>True while it waits at a rung for what is decided about it.</summary>
    internal bool IsHeld { get; set; }

    /// <summary>How long runs of its cost took here until it was started; null where none was measured.</summary>
    public double? UsualSeconds { get; internal set; }

    /// <summary>How many of its trials have a result on its way to the store: the first ones.</summary>
    public int Handed { get; private set; }

    /// <summary>Memory of what is not handed over.</summary>
    internal MemoryNeed LeftNeed
    {
        get
        {
            var left = Need;
            for (var k = 0; k < Handed; k++)
                left -= NeedOf(k);
            return left;
        }
    }

    /// <summary>Memory that is free again once the result of one of its trials is stored.</summary>
    public MemoryNeed NeedOf(int place)
    {
        if (place < Trials.Count - 1)
            return Model.PrefixNeedOf(Trials[place].Point, _every, _curves);
        var rest = Need;
        for (var k = 0; k < Trials.Count - 1; k++)
            rest -= NeedOf(k);
        return rest;
    }

    /// <summary>The result of its next trial is on its way to the store. To be called by the trial's grain alone.</summary>
    public void Hand() => Handed++;

    /// <summary>Finds out what memory it takes, once.</summary>
    /// <param name="room">What there can be for it at most.</param>
    /// <param name="every">Iterations between recorded points.</param>
    /// <param name="curves">How the store takes curves.</param>
    internal void Measure(MemoryRoom room, int every, CurveEncoding curves)
    {
        if (Need != default)
            return;
        (_every, _curves) = (every, curves);
        Need = NeedWhere(HasCheckpoint);
        if (!HasCheckpoint || room.Holds(Need))
            return;

        // Reading its curve takes more than training it: it fits here from its beginning.
        HasCheckpoint = false;
        Need = NeedWhere(resumes: false);
    }

    private MemoryNeed NeedWhere(bool resumes) => Model.RunNeedOf([.. Trials.Select(trial => trial.Point)], _every, _curves, resumes);
}
