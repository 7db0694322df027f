namespace Sweep.Storage;

/// <summary>The state of a long trial, as it was stored.</summary>
/// <param name="State">For <see cref="Core.Training.TrainingCheckpoint.FromState"/>.</param>
/// <param name="Curve">Each for <see cref="Core.Training.CurveSegment.FromBytes"/>, in order.</param>
public sealed record StoredCheckpoint(int Attempt, int Iteration, double TrainSeconds, byte[] State, IReadOnlyList<byte[]> Curve);
