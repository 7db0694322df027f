using Sweep.Core.Curves;

namespace Sweep.Core.Trainers;

/// <summary>What trains: the perceptron, a command, a class of the user.</summary>
public interface ITrainer
{
    /// <summary>How often what it fails at is tried, at least 1.</summary>
    int Attempts => 1;

    /// <summary>Makes out what a checkpoint of the store holds; null where the trainer has none of the store's.</summary>
    /// <param name="order">What is to be trained.</param>
    /// <param name="state">What <see cref="RunCheckpoint.State"/> was.</param>
    /// <param name="curve">The segments of the curve so far.</param>
    /// <exception cref="FormatException">It is damaged, or of another version.</exception>
    /// <exception cref="ArgumentException">It does not fit what is to be trained.</exception>
    IResumePoint? Restore(TrainingOrder order, ReadOnlySpan<byte> state, IEnumerable<CurveSegment> curve) => null;

    /// <summary>Begins one attempt at a run, on a slot's thread.</summary>
    /// <param name="order">What is to be trained.</param>
    /// <param name="from">What <see cref="Restore"/> gave; null for its beginning.</param>
    /// <exception cref="TrainerException">It cannot begin.</exception>
    ITrainingRun Begin(TrainingOrder order, IResumePoint? from);
}
