namespace Sweep.Core.Analysis;

/// <summary>What is predicted of a sample, beside its label.</summary>
public enum PredictionKind
{
    /// <summary>Label 0, predicted 0.</summary>
    TrueNegative,

    /// <summary>Label 1, predicted 1.</summary>
    TruePositive,

    /// <summary>Label 1, predicted 0: missed.</summary>
    FalseNegative,

    /// <summary>Label 0, predicted 1: a false alarm.</summary>
    FalsePositive,
}
