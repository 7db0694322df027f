namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>Weights so small that no hidden unit is saturated and no argument leaves ±<see cref="Logistic.Limit"/>.</summary>
internal readonly struct PlainRange : IArgumentRange
{
    public static bool Clamped => false;

    public static bool Saturates => false;
}
