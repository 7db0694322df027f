namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>Weights so large that hidden units may be saturated, and so small that no argument leaves ±<see cref="Logistic.Limit"/>.</summary>
internal readonly struct SaturatingRange : IArgumentRange
{
    public static bool Clamped => false;

    public static bool Saturates => true;
}
