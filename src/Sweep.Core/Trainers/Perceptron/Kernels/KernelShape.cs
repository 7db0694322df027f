namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>Which networks a kernel computes; one that a narrower kernel computes has the same bits from a wider one.</summary>
internal enum KernelShape
{
    /// <summary>Two features and four hidden units: the exercise's.</summary>
    FourUnits,

    /// <summary>Two features and any number of hidden units.</summary>
    AnyUnits,

    /// <summary>Any number of either.</summary>
    AnyFeatures,
}
