using BenchmarkDotNet.Attributes;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trainers.Perceptron.Kernels;

namespace Sweep.Benchmarks.Kernels;

/// <summary>The exercise's run, whole, by each kernel and several sizes of the hidden layer.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    [Params(4, 8, 13, 64)]
    public int Hidden { get; set; }

    [Benchmark(Baseline = true)]
    public double Avx512() => Train(KernelKind.Avx512);

    [Benchmark]
    public double Avx2() => Train(KernelKind.Avx2);

    private double Train(KernelKind kind)
    {
        if (!Kernel.IsSupported(kind))
            throw new PlatformNotSupportedException($"this processor has no {kind}");
        using var run = new TrainingRun(ExerciseRun.Plan(ExerciseRun.Iterations, Hidden), null, kind);
        run.Advance(ExerciseRun.Iterations, CancellationToken.None);
        return run.Loss;
    }
}
