using System.Collections.Immutable;
using Sweep.Core.Constraints;
using Sweep.Core.Samplers;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Samplers.Adaptive.Auto;
using Sweep.Core.Samplers.Adaptive.Cma;
using Sweep.Core.Samplers.Adaptive.Gp;
using Sweep.Core.Samplers.Adaptive.Nsga;
using Sweep.Core.Samplers.Adaptive.Tpe;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers;

namespace Sweep.Core.Specs;

/// <summary>The samplers that a spec may name. This is the one place where a kind is added.</summary>
public static class SamplerDeclarations
{
    /// <summary>Points where a spec does not say how many.</summary>
    public const int DefaultTrials = 100;

    /// <summary>Points in flight where a spec does not say how many.</summary>
    public const int DefaultLag = 8;

    /// <summary>More in flight learn from nothing.</summary>
    public const int MostLag = 10_000;

    /// <summary>Points that a search by results may have: its owner keeps all of them in memory.</summary>
    public const int MostSearched = 100_000;

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

    private static readonly ParameterDeclaration Searched = Trials with { Most = MostSearched };

    private static readonly ParameterDeclaration Lag = new(
        SamplerSpec.LagOption, ParameterKind.Whole, "Points in flight at most: each is chosen by the results of those that are so many before it, or more.")
    {
        Least = 1,
        Most = MostLag,
        Default = DefaultLag,
    };

    private static readonly ParameterDeclaration Population = new(
        SamplerSpec.PopulationOption, ParameterKind.Whole, "Points of a generation, which are in flight together.")
    {
        Least = 2,
        Most = MostLag,
        Default = NsgaSampler.DefaultPopulation,
    };

    /// <summary>In the order in which messages and editors show them.</summary>
    public static ImmutableArray<SamplerDeclaration> All { get; } =
    [
        new(SpecDefaults.Sampler, (_, parameters) => new GridSampler(parameters)) { CreateRuled = (_, rules) => new RuledGrid(rules) },
        new("random", RandomPoints)
        {
            Options = [Trials, Seed],
            TakesRanges = true,
            CreateRuled = RandomUnderRules,
        },
        new("sobol", (spec, parameters) => new SobolSampler(parameters, spec.Trials!.Value, spec.Seed))
        {
            Options = [Trials, Seed],
            TakesRanges = true,
            CreateRuled = (spec, rules) => new RuledSobol(rules, spec.Trials!.Value, spec.Seed),
            MostVaried = SobolSampler.MostDimensions,
        },
        Adaptive("tpe", spec => new TpeSampler(spec.Rules(), spec.Sampler.Seed), Searched, Seed, Lag) with { CreateRuled = RandomUnderRules },
        Adaptive("cma_es", spec => new CmaSampler(spec.Parameters, spec.Sampler.Seed), Searched, Seed) with { IsNumeric = true },
        Adaptive(
            "nsga_ii", spec => new NsgaSampler(spec.Rules(), spec.Sampler.Seed, (int)spec.Sampler.Options[SamplerSpec.PopulationOption].Whole),
            Searched, Seed, Population) with { CreateRuled = RandomUnderRules, TakesSeveralObjectives = true },
        Adaptive("gp", spec => new GpSampler(spec.Parameters, spec.Sampler.Seed), Trials with { Most = GpSampler.MostPoints }, Seed, Lag),
        Adaptive("auto", spec => new AutoSampler(spec.Rules(), spec.Sampler.Seed, spec.Objectives.Length), Searched, Seed, Lag) with
        {
            CreateRuled = RandomUnderRules,
            TakesSeveralObjectives = true,
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

    private static SamplerDeclaration Adaptive(string name, Func<SweepSpec, IAdaptiveSampler> search, params ImmutableArray<ParameterDeclaration> options) =>
        new(name, RandomPoints) { Search = search, Options = options, TakesRanges = true, TakesSeveralObjectives = false };

    private static RandomSampler RandomPoints(SamplerSpec spec, ImmutableArray<Parameter> parameters) => new(parameters, spec.Trials!.Value, spec.Seed);

    private static RuledRandom RandomUnderRules(SamplerSpec spec, SpaceRules rules) => new(rules, spec.Trials!.Value, spec.Seed);
}
