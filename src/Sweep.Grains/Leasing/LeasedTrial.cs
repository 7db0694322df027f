namespace Sweep.Grains.Leasing;

/// <summary>A trial that is leased to this silo.</summary>
/// <param name="Attempt">1-based.</param>
/// <param name="HasCheckpoint">True where the store has one of it.</param>
/// <param name="Alone">True where nothing else may be started until it has ended or made a checkpoint.</param>
/// <param name="LeaseTrace">Traceparent of the lease; null where there is none.</param>
/// <param name="EarlierTrace">Traceparent of the attempt before; null where there is none.</param>
internal readonly record struct LeasedTrial(Guid Lease, long Number, int Attempt, bool HasCheckpoint, bool Alone, string? LeaseTrace = null, string? EarlierTrace = null);
