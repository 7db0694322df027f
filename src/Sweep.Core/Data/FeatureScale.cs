namespace Sweep.Core.Data;

/// <summary>What is done to the features of drawn samples before they are trained on, feature by feature and from these samples alone.</summary>
public enum FeatureScale
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The least becomes -1, the greatest 1: 2·((x − least) / (greatest − least)) − 1; a feature of one value becomes 0.</summary>
    Minmax,

    /// <summary>
    /// Less the mean, divided by the standard deviation √(Σ(x − mean)²/n), the sums in the order of the samples; a feature of one value becomes 0.
    /// </summary>
    Standard,
}
