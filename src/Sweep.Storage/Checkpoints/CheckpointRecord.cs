using Sweep.Core.Curves;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Storage.Checkpoints;

/// <summary>The state of a long trial, to be stored.</summary>
/// <param name="LeaseId">The lease under which it runs.</param>
/// <param name="Attempt">1-based.</param>
/// <param name="Iteration">Iterations done.</param>
/// <param name="TrainSeconds">Thread CPU seconds in training until now, of all attempts that it builds on.</param>
/// <param name="State">From <see cref="TrainingCheckpoint.StateToBytes"/>.</param>
/// <param name="Segment">Points recorded since what is stored already; more is trimmed.</param>
public sealed record CheckpointRecord(
    Guid SweepId, long Number, Guid LeaseId, int Attempt, int Iteration, double TrainSeconds, byte[] State, CurveSegment Segment);
