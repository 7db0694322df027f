namespace Sweep.Core.Training;

/// <summary>What a run has seen: the curve so far and, at full resolution, its best loss and where the target was met.</summary>
internal sealed class Progress
{
    private readonly int _iterations;
    private readonly int _every;
    private readonly double _target;
    private readonly double[] _loss;
    private readonly int[] _correct;
    private int? _reachedAt;
    private int? _belowSince;

    public Progress(TrainingPlan plan)
    {
        _iterations = plan.Point.Iterations;
        _every = plan.RecordEvery;
        _target = plan.Target;
        var points = LossCurve.PointsOf(_iterations, _every);
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
        _reachedAt = from.ReachedAt;
        _belowSince = from.BelowSince;
    }

    public int Recorded { get; private set; }

    public double LastLoss { get; private set; } = double.NaN;

    public int LastCorrect { get; private set; }

    public double BestLoss { get; private set; } = double.PositiveInfinity;

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
        if (loss <= _target)
        {
            _reachedAt ??= iteration;
            _belowSince ??= iteration;
        }
        else
        {
            _belowSince = null;
        }
        // The next multiple of _every is Recorded · _every: no division in the loop.
        if ((long)Recorded * _every == iteration || iteration == _iterations - 1)
        {
            _loss[Recorded] = loss;
            _correct[Recorded] = correct;
            Recorded++;
        }
    }

    public LossCurve Curve(int samples) => new(_every, _iterations - 1, samples, _loss, _correct);
}
