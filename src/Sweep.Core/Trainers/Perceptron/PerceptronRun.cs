
namespace Sweep.Core.Trainers.Perceptron;

/// <summary>A run of the perceptron as Sweep sees all runs.</summary>
internal sealed class PerceptronRun(TrainingRun run) : ITrainingRun
{
    public int Step => run.Iteration;

    public int? Steps => run.Plan.Point.Iterations;

    public double Value => run.Value;

    public bool IsFinished => run.IsFinished;

    public double OtherCpuSeconds => 0;

    public void AdvanceTo(int step, CancellationToken cancellation) => run.Advance(Math.Max(0, step - run.Iteration), cancellation);

    public TrialResult ResultAt(int step) => run.Iteration == step
        ? run.Result().ToTrialResult()
        : throw new InvalidOperationException($"{run.Iteration} iterations are done, not {step}: ask for a result at each stop when it is reached.");

    public RunCheckpoint? Checkpoint(int fromPoint)
    {
        var checkpoint = run.Checkpoint(fromPoint);
        return new RunCheckpoint(checkpoint.Iteration, checkpoint.StateToBytes(), checkpoint.Segment);
    }

    public void Dispose() => run.Dispose();
}
