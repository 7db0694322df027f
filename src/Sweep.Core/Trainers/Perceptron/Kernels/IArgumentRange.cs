namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>Which arguments a kernel is compiled for; the compiler makes one body for each implementing struct.</summary>
internal interface IArgumentRange
{
    /// <summary>True where arguments beyond ±<see cref="Logistic.Limit"/> may come and are held there.</summary>
    static abstract bool Clamped { get; }

    /// <summary>True where hidden units may be saturated: their outputs are then 1/(1 + 2^z), each operation rounded once.</summary>
    static abstract bool Saturates { get; }
}
