namespace Sweep.Core.Specs;

/// <summary>What a spec means where it is silent: the exercise's own settings.</summary>
public static class SpecDefaults
{
    public const double LearningRate = 0.001;

    public const int Iterations = 5000;

    public const int Samples = 500;

    public const int Hidden = 4;

    public const long Replicates = 1;

    public const uint DataSeed = 0;

    public const uint InitSeed = 1241;

    public const string Sampler = "grid";

    public const double TargetLoss = 0.2;

    public const int RecordEvery = 1;

    public const double Weight = 1;
}
