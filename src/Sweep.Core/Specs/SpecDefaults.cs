using Sweep.Core.Data;

namespace Sweep.Core.Specs;

/// <summary>What a spec means where it is silent, whatever trains.</summary>
public static class SpecDefaults
{
    public const long Replicates = 1;

    public const uint DataSeed = 0;

    public const uint InitSeed = 1241;

    public const string Sampler = "grid";

    public const int RecordEvery = 1;

    public const double Weight = 1;

    public const ReuseScope Reuse = ReuseScope.Database;

    public const FeatureScale Scale = FeatureScale.Standard;
}
