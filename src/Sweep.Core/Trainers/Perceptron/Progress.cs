using Sweep.Core.Curves;

namespace Sweep.Core.Trainers.Perceptron;

/// <summary>What a run has seen: the recorded multiples of the curve so far and, at full resolution, its best loss and where the target was met.</summary>
internal sealed class Progress
{
    private readonly int _every;
    private readonly double _target;
    private readonly int? _samplesOnTarget;
    private readonly double[] _loss;
    private readonly int[] _correct;
    private int? _reachedAt;
    private int? _belowSince;

    public Progress(TrainingPlan plan)
    {
        _every = plan.RecordEvery;
        _target = plan.Target;
        _samplesOnTarget = plan.OnAccuracy ? SamplesOn(plan) : null;
        var points = LossCurve.Multiples(plan.Point.Iterations, _every);
        _loss = new double[points];
        _correct = new int[points];
    }

    public Progress(TrainingPlan plan, TrainingCheckpoint from)
        : this(plan)
    {
        from.CurveLoss.CopyTo(_loss, 0);
        from.CurveCorrect.CopyTo(_correct, 0);
        Recorded = from.CurveLoss.Length;
        LastLoss = from.LastLoss;
        LastCorrect = from.LastCorrect;
        BestLoss = from.BestLoss;
        BestCorrect = from.BestCorrect;
        _reachedAt = from.ReachedAt;
        _belowSince = from.BelowSince;
    }

    public int Recorded { get; private set; }

    public double LastLoss { get; private set; } = double.NaN;

    public int LastCorrect { get; private set; }

    public double BestLoss { get; private set; } = double.PositiveInfinity;

    public int BestCorrect { get; private set; }

    public int? ReachedAt => _reachedAt;

    public int? BelowSince => _belowSince;

    public ReadOnlySpan<double> CurveLoss => _loss.AsSpan(0, Recorded);

    public ReadOnlySpan<int> CurveCorrect => _correct.AsSpan(0, Recorded);

    /// <summary>Takes the loss and the correct samples of <paramref name="iteration"/>.</summary>
    public void Add(int iteration, double loss, int correct)
    {
        LastLoss = loss;
        LastCorrect = correct;
        BestLoss = Math.Min(BestLoss, loss);
        BestCorrect = Math.Max(BestCorrect, correct);
        if (_samplesOnTarget is { } least ? correct >= least : loss <= _target)
        {
            _reachedAt ??= iteration;
            _belowSince ??= iteration;
        }
        else
        {
            _belowSince = null;
        }
        // The next multiple of _every is Recorded · _every: no division in the loop.
        if ((long)Recorded * _every == iteration)
        {
            _loss[Recorded] = loss;
            _correct[Recorded] = correct;
            Recorded++;
        }
    }

    /// <summary>The fewest samples whose share, as it is told, is the target or more; one more than there are where none is.</summary>
    private static int SamplesOn(TrainingPlan plan)
    {
        var samples = plan.Point.Samples;
        var least = (int)Math.Clamp(Math.Ceiling(plan.Target * samples), 0, samples + 1.0);
        while (least > 0 && (double)(least - 1) / samples >= plan.Target)
            least--;
        while (least <= samples && (double)least / samples < plan.Target)
            least++;
        return least;
    }

    /// <summary>The curve of a run that ends after so many iterations, the last of which is recorded whatever it is; nothing is copied.</summary>
    /// <param name="iterations">Those done, at least 1.</param>
    /// <param name="samples">Of the data set.</param>
    public LossCurve Curve(int iterations, int samples) => new(_every, iterations - 1, samples, _loss, _correct, LastLoss, LastCorrect);
}
