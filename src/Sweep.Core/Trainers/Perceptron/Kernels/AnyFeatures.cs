namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>Any number of features, with the labels in memory of their own.</summary>
internal readonly struct AnyFeatures : IFeatureCount
{
    public static bool IsTwo => false;

    public static int LabelStride => PassState.LabelLength;
}
