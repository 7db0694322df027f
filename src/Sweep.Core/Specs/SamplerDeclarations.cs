using System.Collections.Immutable;
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
        new(SpecDefaults.Sampler, (_, parameters) => new GridSampler(parameters)),
        new("random", (spec, parameters) => new RandomSampler(parameters, spec.Trials!.Value, spec.Seed)) { Options = [Trials, Seed], TakesRanges = true },
        new("sobol", (spec, parameters) => new SobolSampler(parameters, spec.Trials!.Value, spec.Seed))
        {
            Options = [Trials, Seed],
            TakesRanges = true,
            MostVaried = SobolSampler.MostDimensions,
        },
        Adaptive("tpe", (spec, parameters) => new TpeSampler(parameters, spec.Seed), Searched, Seed, Lag),
        Adaptive("cma_es", (spec, parameters) => new CmaSampler(parameters, spec.Seed), Searched, Seed) with { IsNumeric = true },
        Adaptive(
            "nsga_ii", (spec, parameters) => new NsgaSampler(parameters, spec.Seed, (int)spec.Options[SamplerSpec.PopulationOption].Whole),
            Searched, Seed, Population),
        Adaptive("gp", (spec, parameters) => new GpSampler(parameters, spec.Seed), Trials with { Most = GpSampler.MostPoints }, Seed, Lag),
        Adaptive("auto", (spec, parameters) => new AutoSampler(parameters, spec.Seed), Searched, Seed, Lag),
    ];

    /// <summary>The kind of this name; null where there is none.</summary>
    public static SamplerDeclaration? Find(string name) => All.FirstOrDefault(declared => declared.Name == name);

    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static SamplerDeclaration Of(SamplerSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return Find(spec.Kind) ?? throw new ArgumentException($"There is no sampler {spec.Kind}; there are {string.Join(", ", All.Select(declared => declared.Name))}.", nameof(spec));
    }

    private static SamplerDeclaration Adaptive(
        string name, Func<SamplerSpec, ImmutableArray<Parameter>, IAdaptiveSampler> search, params ImmutableArray<ParameterDeclaration> options) =>
        new(name, (spec, parameters) => new ProposedPoints(parameters, spec.Trials!.Value)) { Search = search, Options = options, TakesRanges = true };
}
