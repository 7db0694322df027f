using Sweep.Core.Trials;

namespace Sweep.Core.Training;

/// <summary>All that decides the result of one training run, to the bit.</summary>
/// <param name="Point">What is trained.</param>
/// <param name="DataSeed">Seed of the data set.</param>
/// <param name="InitSeed">Seed of the first weights.</param>
/// <param name="Target">Mean log loss that counts as learnt.</param>
/// <param name="RecordEvery">Every how many iterations the curve is recorded; the first and the last always are.</param>
public sealed record TrainingPlan(TrialPoint Point, uint DataSeed, uint InitSeed, double Target, int RecordEvery = 1);
