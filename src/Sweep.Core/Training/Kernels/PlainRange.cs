namespace Sweep.Core.Training.Kernels;

/// <summary>Weights so small that no argument leaves ±<see cref="Logistic.Limit"/>.</summary>
internal readonly struct PlainRange : IArgumentRange
{
    public static bool Clamped => false;
}
