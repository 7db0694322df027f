namespace Sweep.Core.Trainers.Perceptron;

/// <summary>The version of the arithmetic.</summary>
public static class Numerics
{
    /// <summary>Changes when any bit of any result changes; stored with each sweep, and part of a trial's content key.</summary>
    public const int Version = 2;
}
