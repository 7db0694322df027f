using Sweep.Core.Curves;

namespace Sweep.Core.Trainers;

/// <summary>From where a run goes on, as the store keeps it.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="State">What the trainer makes of it.</param>
/// <param name="Curve">Points recorded since the checkpoint before; null where the state holds all.</param>
public sealed record RunCheckpoint(int Step, byte[] State, CurveSegment? Curve);
