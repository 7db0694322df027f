namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>Two features a sample, with the labels behind them in the same block.</summary>
internal readonly struct TwoFeatures : IFeatureCount
{
    public static bool IsTwo => true;

    public static int LabelStride => PassState.BlockLength;
}
