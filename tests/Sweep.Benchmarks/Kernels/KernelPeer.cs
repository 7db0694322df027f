using System.Diagnostics;
using System.Globalization;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Benchmarks.Kernels;

/// <summary>Sweep's trainer behind the peers' protocol: a line with a number of iterations in, a line "seconds loss" out.</summary>
internal static class KernelPeer
{
    public static void Serve(TextReader input, TextWriter output)
    {
        while (input.ReadLine() is { } line)
        {
            var iterations = int.Parse(line, CultureInfo.InvariantCulture);
            using var run = new TrainingRun(ExerciseRun.Plan(iterations));
            var start = Stopwatch.GetTimestamp();
            run.Advance(iterations, CancellationToken.None);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds:F9} {run.Loss:R}"));
            output.Flush();
        }
    }
}
