using System.Collections.Immutable;
using Sweep.Core.Constraints;
using Sweep.Core.Samplers;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers;

namespace Sweep.Core.Specs;

/// <summary>What a kind of sampler is: from it come the checks of specs, their schema, their canonical form, and the sampler itself.</summary>
/// <param name="Name">As specs write it.</param>
/// <param name="Create">The sampler of these parameters, by these options; of what chooses by results, points such as it might choose.</param>
public sealed record SamplerDeclaration(string Name, Func<SamplerSpec, ImmutableArray<Parameter>, IPointSampler> Create)
{
    /// <summary>Each with a default, in the order in which the canonical form has them.</summary>
    public ImmutableArray<ParameterDeclaration> Options { get; init; } = [];

    /// <summary>As <see cref="Create"/>, of parameters with conditions or constraints; null where this kind takes neither.</summary>
    public Func<SamplerSpec, SpaceRules, IRuledSampler>? CreateRuled { get; init; }

    /// <summary>True where parameters may have conditions, and a spec constraints.</summary>
    public bool TakesConditions => CreateRuled is not null;

    /// <summary>True where parameters may be ranges without a count.</summary>
    public bool TakesRanges { get; init; }

    /// <summary>Parameters that may vary.</summary>
    public int MostVaried { get; init; } = int.MaxValue;

    /// <summary>Of what chooses points by the results of earlier ones: how it does; null for those whose points are a function of their place.</summary>
    public Func<SweepSpec, IAdaptiveSampler>? Search { get; init; }

    /// <summary>False where points are chosen by one objective.</summary>
    public bool TakesSeveralObjectives { get; init; } = true;

    /// <summary>True where several values without order are nothing that it can choose from.</summary>
    public bool IsNumeric { get; init; }

    /// <summary>True where it chooses points by the results of earlier ones.</summary>
    public bool IsAdaptive => Search is not null;

    /// <summary>The option of this name; null where there is none.</summary>
    public ParameterDeclaration? Find(string option) => Options.FirstOrDefault(declared => declared.Name == option);

    /// <summary>With every option at its default.</summary>
    public SamplerSpec Preset() => Options.Aggregate(new SamplerSpec(Name), (spec, option) => spec.With(option.Name, option.Default!.Value));
}
