using System.Collections.Immutable;
using Sweep.Core.Samplers;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers;

namespace Sweep.Core.Specs;

/// <summary>The samplers that a spec may name. This is the one place where a kind is added.</summary>
public static class SamplerDeclarations
{
    /// <summary>Points where a spec does not say how many.</summary>
    public const int DefaultTrials = 100;

    private static readonly ParameterDeclaration Trials = new(SamplerSpec.TrialsOption, ParameterKind.Whole, "How many points are chosen; each is trained once a replicate.")
    {
        Least = 1,
        Most = SpecLimits.PlannedTrials,
        Default = DefaultTrials,
    };

    private static readonly ParameterDeclaration Seed = new(SamplerSpec.SeedOption, ParameterKind.Whole, "Another seed, other points.")
    {
        Least = 0,
        Most = SpecLimits.Seed,
        Default = 0,
    };

    /// <summary>In the order in which messages and editors show them.</summary>
    public static ImmutableArray<SamplerDeclaration> All { get; } =
    [
        new(SpecDefaults.Sampler, (_, parameters) => new GridSampler(parameters)) { CreateRuled = (_, rules) => new RuledGrid(rules) },
        new("random", (spec, parameters) => new RandomSampler(parameters, spec.Trials!.Value, spec.Seed))
        {
            Options = [Trials, Seed],
            TakesRanges = true,
            CreateRuled = (spec, rules) => new RuledRandom(rules, spec.Trials!.Value, spec.Seed),
        },
        new("sobol", (spec, parameters) => new SobolSampler(parameters, spec.Trials!.Value, spec.Seed))
        {
            Options = [Trials, Seed],
            TakesRanges = true,
            CreateRuled = (spec, rules) => new RuledSobol(rules, spec.Trials!.Value, spec.Seed),
            MostVaried = SobolSampler.MostDimensions,
        },
    ];

    /// <summary>The kind of this name; null where there is none.</summary>
    public static SamplerDeclaration? Find(string name) => All.FirstOrDefault(declared => declared.Name == name);

    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static SamplerDeclaration Of(SamplerSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return Find(spec.Kind) ?? throw new ArgumentException($"There is no sampler {spec.Kind}; there are {string.Join(", ", All.Select(declared => declared.Name))}.", nameof(spec));
    }
}
