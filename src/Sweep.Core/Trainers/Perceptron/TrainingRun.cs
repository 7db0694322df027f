using Sweep.Core.Arithmetic;
using Sweep.Core.Trainers.Perceptron.Kernels;

namespace Sweep.Core.Trainers.Perceptron;

/// <summary>
/// One training run, advanced a few iterations at a time by one thread; other threads may read <see cref="Iteration"/> and
/// <see cref="Loss"/> meanwhile.
/// </summary>
public sealed class TrainingRun : IDisposable
{
    private readonly Network _network;
    private readonly Progress _progress;
    private readonly double[] _finalWeights;
    private int _iteration;
    private double _loss;

    /// <exception cref="ArgumentOutOfRangeException">A number of the plan is outside <see cref="TrainingLimits"/>.</exception>
    public TrainingRun(TrainingPlan plan)
        : this(plan, null, Kernel.Best)
    {
    }

    internal TrainingRun(TrainingPlan plan, TrainingCheckpoint? from, KernelKind kind, KernelShape? shape = null)
    {
        TrainingLimits.Check(plan);
        Plan = plan;
        var point = plan.Point;
        var data = plan.Data();
        var weights = from is null ? FirstWeights(plan) : [.. from.HiddenWeights, .. from.OutputWeights];
        _progress = from is null ? new Progress(plan) : new Progress(plan, from);
        _iteration = from?.Iteration ?? 0;
        _loss = _progress.LastLoss;
        _finalWeights = weights;
        _network = new Network(point, data, weights, kind, shape ?? Kernel.ShapeOf(data.Features, point.Hidden));
        if (IsFinished)
            _network.Dispose();
    }

    public TrainingPlan Plan { get; }

    /// <summary>Iterations done.</summary>
    public int Iteration => Volatile.Read(ref _iteration);

    /// <summary>Mean log loss of the last iteration done, before its update; NaN before the first.</summary>
    public double Loss => Volatile.Read(ref _loss);

    /// <summary>What the target looks at: <see cref="Loss"/> or <see cref="Accuracy"/>; NaN before the first iteration is done.</summary>
    public double Value => !Plan.OnAccuracy ? Loss : Iteration == 0 ? double.NaN : Accuracy;

    /// <summary>Share of samples on the right side in the last iteration done; 0 before the first. For the thread that advances.</summary>
    public double Accuracy => (double)_progress.LastCorrect / Plan.Point.Samples;

    public bool IsFinished => Iteration == Plan.Point.Iterations;

    /// <summary>Goes on from where <paramref name="checkpoint"/> was taken, to the same bits as without the break.</summary>
    /// <exception cref="ArgumentException">The checkpoint belongs to another plan, or does not hold what a run of it has.</exception>
    public static TrainingRun FromCheckpoint(TrainingPlan plan, TrainingCheckpoint checkpoint)
    {
        checkpoint.RequireFit(plan);
        return new TrainingRun(plan, checkpoint, Kernel.Best);
    }

    /// <summary>Trains at most <paramref name="iterations"/> more; returns <see cref="IsFinished"/>.</summary>
    /// <exception cref="OperationCanceledException">Cancelled between two iterations; the run may be continued or checkpointed.</exception>
    public bool Advance(int iterations, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(iterations);
        var end = (int)Math.Min((long)_iteration + iterations, Plan.Point.Iterations);
        for (var i = _iteration; i < end; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var loss = _network.Iterate(out var correct);
            _progress.Add(i, loss, correct);
            Volatile.Write(ref _loss, loss);
            Volatile.Write(ref _iteration, i + 1);
            if (i + 1 == Plan.Point.Iterations)
            {
                _network.Weights().CopyTo(_finalWeights, 0);
                _network.Dispose();
            }
        }
        return IsFinished;
    }

    /// <summary>The state between two iterations; to be taken by the thread that advances.</summary>
    public TrainingCheckpoint Checkpoint() => Checkpoint(0);

    /// <summary>The state between two iterations; to be taken by the thread that advances.</summary>
    /// <param name="fromPoint">Recorded points that are stored already and left out.</param>
    public TrainingCheckpoint Checkpoint(int fromPoint)
    {
        var weights = Weights();
        var hidden = (Plan.Features + 1) * Plan.Point.Hidden;
        return new TrainingCheckpoint(
            Plan, _iteration, weights[..hidden], weights[hidden..], _progress.CurveLoss[fromPoint..].ToArray(),
            _progress.CurveCorrect[fromPoint..].ToArray(), _progress.LastLoss, _progress.LastCorrect, _progress.BestLoss, _progress.ReachedAt,
            _progress.BelowSince)
        {
            CurveStart = fromPoint,
            BestCorrect = Plan.OnAccuracy ? _progress.BestCorrect : 0,
        };
    }

    /// <summary>
    /// What a run that ends here gives: to the bit that of one planned with no more iterations, for every loss precedes its update. To be asked
    /// by the thread that advances.
    /// </summary>
    /// <exception cref="InvalidOperationException">No iteration is done.</exception>
    public TrainingResult Result()
    {
        if (_iteration == 0)
            throw new InvalidOperationException($"No iteration of {Plan.Point.Iterations} is done: there is no result yet; advance the run first.");
        var weights = Weights();
        var hidden = (Plan.Features + 1) * Plan.Point.Hidden;
        var samples = Plan.Point.Samples;
        return new TrainingResult(
            _iteration, _progress.Curve(_iteration, samples), _progress.LastLoss, Accuracy, _progress.BestLoss,
            _progress.ReachedAt, _progress.BelowSince, weights[..hidden], weights[hidden..])
        {
            BestAccuracy = Plan.OnAccuracy ? (double)_progress.BestCorrect / samples : null,
        };
    }

    /// <summary>Frees the memory of a run that is given up; a finished run has freed it, and keeps its result.</summary>
    public void Dispose() => _network.Dispose();

    private double[] Weights() => IsFinished ? _finalWeights : _network.Weights();

    private static double[] FirstWeights(TrainingPlan plan)
    {
        var random = new RandomState(plan.InitSeed);
        var weights = new double[(plan.Features + 2) * plan.Point.Hidden];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = random.Uniform(-1, 1);
        return weights;
    }
}
