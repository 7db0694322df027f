using Sweep.Core.Trainers;

namespace Sweep.Grains.Trainers;

/// <summary>Stands in for a trainer of which it is known beforehand that it cannot train a run: each of its trials fails and says why.</summary>
internal sealed class RefusingTrainer(string reason) : ITrainer
{
    public ITrainingRun Begin(TrainingOrder order, IResumePoint? from) => throw new TrainerException(reason, TrainerFailure.Final);
}
