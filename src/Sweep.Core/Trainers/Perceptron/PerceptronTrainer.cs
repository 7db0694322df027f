using Sweep.Core.Curves;
using Sweep.Core.Data;
using Sweep.Core.Patterns;
using Sweep.Core.Trials;

namespace Sweep.Core.Trainers.Perceptron;

/// <summary>The exercise's trainer: a perceptron with one hidden layer, trained by full-batch gradient descent.</summary>
public sealed class PerceptronTrainer : ITrainer
{
    public IResumePoint? Restore(TrainingOrder order, ReadOnlySpan<byte> state, IEnumerable<CurveSegment> curve)
    {
        ArgumentNullException.ThrowIfNull(order);
        var checkpoint = TrainingCheckpoint.FromState(state, curve, order.Data?.Table);
        checkpoint.RequireFit(PlanOf(order));
        return checkpoint;
    }

    public ITrainingRun Begin(TrainingOrder order, IResumePoint? from)
    {
        ArgumentNullException.ThrowIfNull(order);
        var plan = PlanOf(order);
        return new PerceptronRun(from is TrainingCheckpoint checkpoint ? TrainingRun.FromCheckpoint(plan, checkpoint) : new TrainingRun(plan));
    }

    /// <summary>All that decides the result of a trial.</summary>
    /// <param name="trial">Its point and seeds.</param>
    /// <param name="objective">The loss or the accuracy.</param>
    /// <param name="target">Its value that counts as learnt; null where none does.</param>
    /// <param name="every">Iterations between recorded points.</param>
    /// <param name="data">What the samples are drawn from; null where the point has a pattern.</param>
    public static TrainingPlan PlanOf(TrialDefinition trial, Objective objective, double? target, int every, DataSource? data)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(objective);
        return new(
            data is null ? PerceptronPoint.Of(trial.Point) : PerceptronPoint.OfData(trial.Point),
            trial.DataSeed, trial.InitSeed, target ?? objective.Unreachable, every)
        {
            Source = data,
            OnAccuracy = objective == Objective.Accuracy,
        };
    }

    private static TrainingPlan PlanOf(TrainingOrder order) => PlanOf(order.Trial, order.Objective, order.Target, order.RecordEvery, order.Data);
}
