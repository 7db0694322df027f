using Sweep.Core.Curves;
using Sweep.Core.Data;
using Sweep.Core.Patterns;
using Sweep.Core.Trainers.Perceptron.Kernels;

namespace Sweep.Core.Scheduling;

/// <summary>Bytes that a trial takes at its peak, from its start until its result is stored.</summary>
/// <param name="Managed">On the collected heap.</param>
/// <param name="Native">Beside it.</param>
public readonly record struct MemoryNeed(long Managed, long Native)
{
    /// <summary>What every trial takes, however small: its grain, task, messages and row.</summary>
    private const long Least = 16 * 1024;

    /// <summary>A recorded point in memory: a double and a count.</summary>
    private const long PointBytes = sizeof(double) + sizeof(int);

    /// <summary>The weights of a run: its last, those of its result, of a checkpoint and of its bytes, which are put together in a growing buffer.</summary>
    private const int WeightCopies = 8;

    /// <summary>A table while it is read: as the store has it, its numbers, and the table.</summary>
    private const int TableCopies = 3;

    /// <summary>Buffers in which pieces of a curve are sent.</summary>
    private const long PieceBytes = 2 << 20;

    /// <summary>A loss and an accuracy with their commas as text, nearly the longest ("0.12345679," each).</summary>
    private const long PointText = 23;

    /// <summary>A curve takes no more than this before its pieces are cut: small ones are encoded with others in one buffer.</summary>
    private const long SmallPoints = 64 * 1024;

    /// <summary>A trial that is sure to end before its first checkpoint, however slow the machine: seconds by <see cref="WorkPacing.FirstSecondsPerCost"/>.</summary>
    private const double NoCheckpointSeconds = 2;

    public long Total => Managed + Native;

    /// <summary>What a trial of the perceptron takes.</summary>
    /// <param name="every">Iterations between recorded points.</param>
    /// <param name="encoding">How its store takes curves.</param>
    /// <param name="resumes">True where it goes on from a checkpoint, whose curve is read, joined and copied.</param>
    /// <param name="data">
    /// What samples are drawn from; null where they have a pattern. Each trial is counted with its table, though those of one data set share it.
    /// </param>
    public static MemoryNeed Of(PerceptronPoint point, int every, CurveEncoding encoding, bool resumes, DataReference? data = null)
    {
        var features = data?.Features ?? 2;
        long points = LossCurve.PointsOf(point.Iterations, every);
        var curve = points * PointBytes;
        var begin = DataSet.BytesOf(point.Samples, features, data?.Rows ?? 0) + (resumes ? 3 * curve : 0);
        var checkpoint = TrialCost.Of(point, features) * WorkPacing.FirstSecondsPerCost < NoCheckpointSeconds ? 0 : curve;
        var stored = Stored(points, encoding);
        var weights = WeightCopies * WeightBytes(point, features);
        var table = data?.Bytes ?? 0;
        var training = table + weights + curve + Math.Max(begin, Math.Max(checkpoint, stored.Managed));
        return new MemoryNeed(Least + Math.Max(TableCopies * table, training), DataBytes(point, features) + stored.Native);
    }

    /// <summary>What the result of a trial takes that another trial of its run goes on from: its points are the run's, and counted there.</summary>
    public static MemoryNeed OfPrefix(PerceptronPoint point, int every, CurveEncoding encoding, DataReference? data = null) =>
        new MemoryNeed(Least + 2 * WeightBytes(point, data?.Features ?? 2), 0) + Stored(LossCurve.PointsOf(point.Iterations, every), encoding);

    /// <summary>What a run takes: its longest trial, which is the last, and the results on the way there.</summary>
    public static MemoryNeed OfRun(
        IReadOnlyList<PerceptronPoint> points, int every, CurveEncoding encoding, bool resumes, DataReference? data = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        var need = Of(points[^1], every, encoding, resumes, data);
        for (var k = 0; k < points.Count - 1; k++)
            need += OfPrefix(points[k], every, encoding, data);
        return need;
    }

    public static MemoryNeed operator +(MemoryNeed left, MemoryNeed right) => new(left.Managed + right.Managed, left.Native + right.Native);

    public static MemoryNeed operator -(MemoryNeed left, MemoryNeed right) => new(left.Managed - right.Managed, left.Native - right.Native);

    /// <summary>On the way into the store.</summary>
    private static MemoryNeed Stored(long points, CurveEncoding encoding) => encoding != CurveEncoding.WholeTexts
        ? new MemoryNeed(Math.Min(PieceBytes, points * PointBytes), 0)
        : points <= SmallPoints ? new MemoryNeed(points * PointText, 0) : new MemoryNeed(0, 2 * points * PointText);

    private static long DataBytes(PerceptronPoint point, int features) =>
        sizeof(double) * NetworkSizes.Of(features, point.Samples, point.Hidden).Doubles;

    private static long WeightBytes(PerceptronPoint point, int features) => sizeof(double) * (features + 2L) * point.Hidden;
}
