
namespace Sweep.Storage.Checkpoints;

/// <summary>The state of a long trial, as it was stored.</summary>
/// <param name="State">For <see cref="Core.Trainers.Perceptron.TrainingCheckpoint.FromState"/>.</param>
/// <param name="Curve">Each for <see cref="Core.Curves.CurveSegment.FromBytes"/>, in order.</param>
public sealed record StoredCheckpoint(int Attempt, int Iteration, double TrainSeconds, byte[] State, IReadOnlyList<byte[]> Curve);
