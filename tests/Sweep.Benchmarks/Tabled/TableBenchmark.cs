using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Benchmarks.Tabled;

/// <summary>The verb <c>table</c>: makes the file of <see cref="CurveTable"/>, and goes on where it was ended.</summary>
internal static class TableBenchmark
{
    public const string DefaultFile = "sweep-table.bin";

    private const int CurvesAWrite = 200;

    /// <param name="args">The file; <see cref="DefaultFile"/> where not given.</param>
    public static int Make(string[] args)
    {
        var file = args is [var given, ..] ? given : DefaultFile;
        const int size = CurveTable.ValuesACurve * sizeof(float);
        using var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write);

        // Of what a kill left in the middle of a curve nothing is kept.
        var done = (int)(stream.Length / size);
        stream.SetLength((long)done * size);
        stream.Seek(0, SeekOrigin.End);
        var (begun, first) = (Stopwatch.GetTimestamp(), done);
        while (done < CurveTable.Curves)
        {
            var curves = new float[Math.Min(CurvesAWrite, CurveTable.Curves - done)][];
            Parallel.For(0, curves.Length, k => curves[k] = Train(CurveTable.PlanOf(done + k)));
            foreach (var curve in curves)
                stream.Write(MemoryMarshal.AsBytes<float>(curve));
            stream.Flush();
            done += curves.Length;
            if (done % (10 * CurvesAWrite) == 0)
            {
                var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{done} of {CurveTable.Curves} curves, {seconds:F0} s, {seconds / (done - first) * (CurveTable.Curves - done):F0} s left"));
            }
        }

        Console.WriteLine($"{file}: {CurveTable.Curves} curves, {stream.Length:N0} bytes");
        return 0;
    }

    private static float[] Train(TrainingPlan plan)
    {
        using var run = new TrainingRun(plan);
        var losses = new float[CurveTable.ValuesACurve];
        for (var k = 0; k < losses.Length; k++)
        {
            run.Advance(CurveTable.Every, CancellationToken.None);
            losses[k] = double.IsFinite(run.Loss) ? (float)run.Loss : float.NaN;
        }

        return losses;
    }
}
