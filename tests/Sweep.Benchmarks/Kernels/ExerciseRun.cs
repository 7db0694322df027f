using Sweep.Core.Patterns;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Benchmarks.Kernels;

/// <summary>The run that all kernels are compared on: the exercise's own.</summary>
internal static class ExerciseRun
{
    public const int Samples = 500;

    public const int Iterations = 5000;

    public static TrainingPlan Plan(int iterations, int hidden = 4) =>
        new(new PerceptronPoint(Pattern.Circle, 0.001, iterations, Samples, hidden), DataSeed: 42, InitSeed: 1241, Target: 0.2);
}
