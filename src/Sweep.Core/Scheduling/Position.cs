namespace Sweep.Core.Scheduling;

/// <summary>A place in the order of leasing (see <see cref="DispatchOrder"/>), 0-based: a run's, which is not its index, nor any trial's number.</summary>
public readonly record struct Position(long Index);
