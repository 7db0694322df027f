using Sweep.Core.Curves;

namespace Sweep.Core.Trainers.Stepping;

/// <summary>
/// A trainer in .NET that needs no more than a loop: it yields a report after each step, or now and then, and Sweep takes what it needs of them.
/// </summary>
public abstract class StepTrainer : ITrainer
{
    /// <inheritdoc/>
    public IResumePoint? Restore(TrainingOrder order, ReadOnlySpan<byte> state, IEnumerable<CurveSegment> curve) => StepState.FromBytes(state);

    /// <inheritdoc/>
    public ITrainingRun Begin(TrainingOrder order, IResumePoint? from)
    {
        ArgumentNullException.ThrowIfNull(order);
        return from is StepState state ? new StepRun(order, Resume(order, state.Step, state.State), state) : new StepRun(order, Train(order));
    }

    /// <summary>Trains, a step each time that the next report is asked for, on a slot's thread; disposed where it is not asked again.</summary>
    /// <param name="order">Its trial has parameters and seeds; the last of its stops is how far to train, where there are any.</param>
    protected abstract IEnumerable<StepReport> Train(TrainingOrder order);

    /// <summary>Goes on from a state that a report had; only asked of a trainer whose reports have one (<see cref="StepReport.State"/>).</summary>
    /// <param name="order">As for <see cref="Train"/>.</param>
    /// <param name="step">The step of that report.</param>
    /// <param name="state">What it made.</param>
    protected virtual IEnumerable<StepReport> Resume(TrainingOrder order, int step, byte[] state) =>
        throw new TrainerException($"{GetType().Name} has a state at step {step} and does not go on from it: override Resume", TrainerFailure.Final);
}
