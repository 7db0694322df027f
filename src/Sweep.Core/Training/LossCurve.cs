namespace Sweep.Core.Training;

/// <summary>
/// The recorded points of one trial: element k belongs to iteration <c>Every · k</c>, the last element to
/// <see cref="LastIteration"/>.
/// </summary>
/// <param name="every">Iterations between recorded points, at least 1.</param>
/// <param name="lastIteration">Iteration of the last element.</param>
/// <param name="samples">Samples of the data set, of which <paramref name="correct"/> counts.</param>
/// <param name="loss">Mean log loss of each recorded iteration.</param>
/// <param name="correct">Samples on the right side in each recorded iteration.</param>
public sealed class LossCurve(int every, int lastIteration, int samples, double[] loss, int[] correct)
{
    public int Every { get; } = every;

    public int LastIteration { get; } = lastIteration;

    public int Samples { get; } = samples;

    public double[] Loss { get; } = loss;

    public int[] Correct { get; } = correct;

    public int Count => Loss.Length;

    /// <summary>The iteration of element <paramref name="k"/>.</summary>
    public int IterationAt(int k) => k == Count - 1 ? LastIteration : (int)((long)k * Every);

    /// <summary>The accuracy of element <paramref name="k"/>, in [0, 1].</summary>
    public double AccuracyAt(int k) => (double)Correct[k] / Samples;

    /// <summary>How many points a run of <paramref name="iterations"/> records: each multiple of <paramref name="every"/> and the last.</summary>
    public static int PointsOf(int iterations, int every) =>
        (iterations - 1) / every + 1 + ((iterations - 1) % every == 0 ? 0 : 1);
}
