using Sweep.Core.Specs;
using Sweep.Core.Training;
using Sweep.Core.Training.Kernels;
using Sweep.Core.Trials;

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

    /// <summary>Coordinates and label of a sample before they are laid out for the kernels.</summary>
    private const long SampleBytes = 2 * sizeof(double) + sizeof(bool);

    /// <summary>Buffers in which pieces of a curve are sent.</summary>
    private const long PieceBytes = 2 << 20;

    /// <summary>A loss and an accuracy with their commas as text, nearly the longest ("0.12345679," each).</summary>
    private const long PointText = 23;

    /// <summary>A curve takes no more than this before its pieces are cut: small ones are encoded with others in one buffer.</summary>
    private const long SmallPoints = 64 * 1024;

    /// <summary>A trial that is sure to end before its first checkpoint, however slow the machine: seconds by <see cref="WorkPacing.FirstSecondsPerCost"/>.</summary>
    private const double NoCheckpointSeconds = 2;

    public long Total => Managed + Native;

    /// <summary>What a trial of this point takes.</summary>
    /// <param name="every">Iterations between recorded points.</param>
    /// <param name="encoding">How its store takes curves.</param>
    /// <param name="resumes">True where it goes on from a checkpoint, whose curve is read, joined and copied.</param>
    public static MemoryNeed Of(TrialPoint point, int every, CurveEncoding encoding, bool resumes)
    {
        long points = LossCurve.PointsOf(point.Iterations, every);
        var curve = points * PointBytes;
        var begin = point.Samples * SampleBytes + (resumes ? 3 * curve : 0);
        var checkpoint = TrialCost.Of(point) * WorkPacing.FirstSecondsPerCost < NoCheckpointSeconds ? 0 : curve;
        var (storedManaged, storedNative) = encoding == CurveEncoding.WholeTexts
            ? points <= SmallPoints ? (points * PointText, 0L) : (0L, 2 * points * PointText)
            : (Math.Min(PieceBytes, points * PointBytes), 0L);
        return new MemoryNeed(Least + curve + Math.Max(begin, Math.Max(checkpoint, storedManaged)), DataBytes(point) + storedNative);
    }

    /// <summary>At least what any trial of the sweep takes.</summary>
    public static MemoryNeed MostOf(SweepSpec spec, CurveEncoding encoding)
    {
        ArgumentNullException.ThrowIfNull(spec);
        int Most(ParameterName name) => spec.Parameters.OfType<Parameter.Counts>().Where(p => p.Name == name).SelectMany(p => p.Values).DefaultIfEmpty(1).Max();
        var point = new TrialPoint(default, 1, Most(ParameterName.Iterations), Most(ParameterName.Samples), Most(ParameterName.Hidden));
        return Of(point, spec.RecordEvery, encoding, resumes: true);
    }

    public static MemoryNeed operator +(MemoryNeed left, MemoryNeed right) => new(left.Managed + right.Managed, left.Native + right.Native);

    public static MemoryNeed operator -(MemoryNeed left, MemoryNeed right) => new(left.Managed - right.Managed, left.Native - right.Native);

    private static long DataBytes(TrialPoint point)
    {
        var blocks = Kernel.BlocksOf(point.Samples);
        long rows = 4L * point.Hidden;
        return sizeof(double)
            * (blocks * (long)PassState.BlockLength + rows * (PassState.Lanes + 3)
                + Kernel.BufferLength(point.Hidden, Kernel.ChunkBlocks(point.Hidden, blocks)));
    }
}
