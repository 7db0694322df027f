namespace Sweep.Core.Specs;

/// <summary>The parameters that a spec may search.</summary>
public enum ParameterName
{
    Pattern,
    LearningRate,
    Iterations,
    Samples,
    Hidden,
}
