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

    /// <summary>The default number of iterations, samples or hidden units.</summary>
    public static int Of(ParameterName name) => name switch
    {
        ParameterName.Iterations => Iterations,
        ParameterName.Samples => Samples,
        ParameterName.Hidden => Hidden,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "has no whole number by default"),
    };

    /// <summary>What a parameter is where a spec leaves it out; the pattern has no default.</summary>
    public static Parameter ParameterOf(ParameterName name) => name == ParameterName.LearningRate
        ? new Parameter.LearningRates([LearningRate])
        : new Parameter.Counts(name, [Of(name)]);
}
