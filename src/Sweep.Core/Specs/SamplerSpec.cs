using System.Collections.Immutable;
using Sweep.Core.Spaces;

namespace Sweep.Core.Specs;

/// <summary>What chooses the points of a sweep.</summary>
/// <param name="Kind">The name of one of <see cref="SamplerDeclarations.All"/>.</param>
public sealed record SamplerSpec(string Kind)
{
    /// <summary>How many points are chosen; replicates multiply them.</summary>
    public const string TrialsOption = "trials";

    public const string SeedOption = "seed";

    /// <summary>Of adaptive samplers: how many points may be in flight.</summary>
    public const string LagOption = "lag";

    /// <summary>Of evolutionary samplers: how many points a generation has.</summary>
    public const string PopulationOption = "population";

    private static readonly ImmutableSortedDictionary<string, ParameterValue> None =
        ImmutableSortedDictionary.Create<string, ParameterValue>(StringComparer.Ordinal);

    public static SamplerSpec Grid { get; } = new(SpecDefaults.Sampler);

    /// <summary>All that its kind takes, by name; those that a spec leaves out have their default.</summary>
    public ImmutableSortedDictionary<string, ParameterValue> Options { get; init; } = None;

    /// <summary>Null where its kind says how many points there are: a grid's values do.</summary>
    public long? Trials => Options.TryGetValue(TrialsOption, out var trials) ? trials.Whole : null;

    /// <summary>0 where its kind needs none.</summary>
    public ulong Seed => Options.TryGetValue(SeedOption, out var seed) ? (ulong)seed.Whole : 0;

    /// <summary>How many points may be in flight; 1 where its kind says so by itself.</summary>
    public int Lag => Options.TryGetValue(LagOption, out var lag) ? (int)lag.Whole : 1;

    /// <summary>The same with another value of an option.</summary>
    public SamplerSpec With(string option, ParameterValue value) => this with { Options = Options.SetItem(option, value) };

    public bool Equals(SamplerSpec? other) => other is not null && Kind == other.Kind && Options.SequenceEqual(other.Options);

    public override int GetHashCode() => HashCode.Combine(string.GetHashCode(Kind, StringComparison.Ordinal), Options.Count, Trials);
}
