namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>How many features a kernel is compiled for, which decides where the labels lie; the compiler makes one body for each implementing struct.</summary>
internal interface IFeatureCount
{
    static abstract bool IsTwo { get; }

    /// <summary>Doubles from the labels of one block to those of the next.</summary>
    static abstract int LabelStride { get; }
}
