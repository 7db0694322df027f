namespace Sweep.Core.Trainers.Perceptron;

/// <summary>The exercise's own settings.</summary>
public static class PerceptronDefaults
{
    public const double LearningRate = 0.001;

    public const int Iterations = 5000;

    public const int Samples = 500;

    public const int Hidden = 4;

    /// <summary>Mean log loss that counts as learnt.</summary>
    public const double Target = 0.2;
}
