namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>How far the arguments of a pass may go, by the sizes of its weights: which kernels compute it.</summary>
internal enum ArgumentRange
{
    /// <summary>No hidden argument leaves ±<see cref="Logistic.SaturationLimit"/>.</summary>
    Plain,

    /// <summary>Hidden units may be saturated; no argument leaves ±<see cref="Logistic.Limit"/>.</summary>
    Saturating,

    /// <summary>Weights of any size.</summary>
    Clamped,
}
