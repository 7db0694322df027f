namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>Weights of any size.</summary>
internal readonly struct ClampedRange : IArgumentRange
{
    public static bool Clamped => true;

    public static bool Saturates => true;
}
