using Sweep.Core.Training;
using Sweep.Core.Trials;

namespace Sweep.Core.Scheduling.Runners;

/// <summary>A trial that is leased to this silo: its number is decoded here, once.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Definition">What is trained.</param>
/// <param name="Attempt">1-based.</param>
/// <param name="Alone">True where nothing else may be started until it has ended or made a checkpoint.</param>
/// <param name="LeaseTrace">Traceparent of the lease; null where there is none.</param>
/// <param name="EarlierTrace">Traceparent of the attempt before; null where there is none.</param>
public sealed record LeasedTrial(Guid Lease, TrialDefinition Definition, int Attempt, bool Alone, string? LeaseTrace = null, string? EarlierTrace = null)
{
    /// <summary>True where it goes on from a checkpoint of the store.</summary>
    public bool HasCheckpoint { get; internal set; }

    /// <summary>In units of <see cref="TrialCost"/>.</summary>
    public double Cost { get; } = TrialCost.Of(Definition.Point);

    /// <summary>Memory that it has taken, once it is started.</summary>
    public MemoryNeed Need { get; private set; }

    /// <summary>How long it takes on a slot, about: what it was counted with when it was started.</summary>
    public double Seconds { get; internal set; }

    /// <summary>How long trials of its cost took here until it was started; null where none was measured.</summary>
    public double? UsualSeconds { get; internal set; }

    /// <summary>Finds out what memory it takes, once.</summary>
    /// <param name="room">What there can be for it at most.</param>
    /// <param name="every">Iterations between recorded points.</param>
    /// <param name="curves">How the store takes curves.</param>
    internal void Measure(MemoryRoom room, int every, CurveEncoding curves)
    {
        if (Need != default)
            return;
        Need = MemoryNeed.Of(Definition.Point, every, curves, HasCheckpoint);
        if (!HasCheckpoint || room.Holds(Need))
            return;

        // Reading its curve takes more than training it: it fits here from its beginning.
        HasCheckpoint = false;
        Need = MemoryNeed.Of(Definition.Point, every, curves, resumes: false);
    }
}
