namespace Sweep.Core.Curves;

/// <summary>
/// The recorded points of one trial: element k belongs to iteration <c>Every · k</c>, the last element to
/// <see cref="LastIteration"/>. Those at multiples are the run's own, shared by all of its trials: they never change.
/// </summary>
public sealed class LossCurve
{
    private readonly ReadOnlyMemory<double> _loss;
    private readonly ReadOnlyMemory<int> _correct;
    private readonly bool _endsBetween;
    private readonly double _lastLoss;
    private readonly int _lastCorrect;

    /// <param name="every">Iterations between recorded points, at least 1.</param>
    /// <param name="lastIteration">Iteration of the last element.</param>
    /// <param name="samples">Samples of the data set, of which <paramref name="correct"/> counts.</param>
    /// <param name="loss">Mean log loss of each recorded iteration.</param>
    /// <param name="correct">Samples on the right side in each recorded iteration.</param>
    public LossCurve(int every, int lastIteration, int samples, ReadOnlyMemory<double> loss, ReadOnlyMemory<int> correct)
        : this(every, lastIteration, samples, loss, correct, loss.Span[^1], correct.Span[^1])
    {
    }

    /// <summary>Takes as many points as there are at multiples, and the last beside them: whoever goes on training must not write over it.</summary>
    internal LossCurve(
        int every, int lastIteration, int samples, ReadOnlyMemory<double> loss, ReadOnlyMemory<int> correct, double lastLoss, int lastCorrect)
    {
        Every = every;
        LastIteration = lastIteration;
        Samples = samples;
        var multiples = lastIteration / every + 1;
        _loss = loss[..multiples];
        _correct = correct[..multiples];
        _endsBetween = lastIteration % every != 0;
        (_lastLoss, _lastCorrect) = (lastLoss, lastCorrect);
        Count = multiples + (_endsBetween ? 1 : 0);
    }

    public int Every { get; }

    public int LastIteration { get; }

    public int Samples { get; }

    public int Count { get; }

    /// <summary>The iteration of element <paramref name="k"/>.</summary>
    public int IterationAt(int k) => k == Count - 1 ? LastIteration : (int)((long)k * Every);

    /// <summary>The mean log loss of element <paramref name="k"/>.</summary>
    public double LossAt(int k) => k < _loss.Length ? _loss.Span[k] : _lastLoss;

    /// <summary>The samples on the right side in element <paramref name="k"/>.</summary>
    public int CorrectAt(int k) => k < _correct.Length ? _correct.Span[k] : _lastCorrect;

    /// <summary>The accuracy of element <paramref name="k"/>, in [0, 1].</summary>
    public double AccuracyAt(int k) => (double)CorrectAt(k) / Samples;

    /// <summary>All losses, as an array of the caller's.</summary>
    public double[] Losses() => _endsBetween ? [.. _loss.Span, _lastLoss] : _loss.ToArray();

    /// <summary>All samples on the right side, as an array of the caller's.</summary>
    public int[] Corrects() => _endsBetween ? [.. _correct.Span, _lastCorrect] : _correct.ToArray();

    /// <summary>The losses from element <paramref name="start"/> on, so many of them as lie together and at most <paramref name="most"/>; not copied.</summary>
    public ReadOnlySpan<double> LossFrom(int start, int most) =>
        start < _loss.Length ? _loss.Span.Slice(start, Math.Min(most, _loss.Length - start)) : new ReadOnlySpan<double>(in _lastLoss);

    /// <summary>The samples on the right side from element <paramref name="start"/> on, so many of them as lie together and at most <paramref name="most"/>.</summary>
    public ReadOnlySpan<int> CorrectFrom(int start, int most) =>
        start < _correct.Length ? _correct.Span.Slice(start, Math.Min(most, _correct.Length - start)) : new ReadOnlySpan<int>(in _lastCorrect);

    /// <summary>How many points a run of <paramref name="iterations"/> records: each multiple of <paramref name="every"/> and the last.</summary>
    public static int PointsOf(int iterations, int every) => Multiples(iterations, every) + ((iterations - 1) % every == 0 ? 0 : 1);

    /// <summary>How many of them are at multiples.</summary>
    internal static int Multiples(int iterations, int every) => (iterations - 1) / every + 1;
}
