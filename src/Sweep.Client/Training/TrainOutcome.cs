using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Client.Training;

/// <summary>What training gave and how long it took.</summary>
/// <param name="Seconds">Wall seconds of the fastest repeat, in training alone.</param>
internal sealed record TrainOutcome(TrainRequest Request, TrainingResult Result, double Seconds);
