using System.Collections.Immutable;
using Sweep.Core.Constraints;
using Sweep.Core.Samplers.Adaptive.Gp;
using Sweep.Core.Samplers.Adaptive.Nsga;
using Sweep.Core.Samplers.Adaptive.Tpe;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers.Adaptive.Auto;

/// <summary>
/// Chooses the sampler: NSGA-II for several objectives; else a Gaussian process for the first 250 points of a space of numbers without conditions and
/// constraints, those from before the search among them, and TPE after them, and everywhere else. (Optuna's AutoSampler goes on by CMA-ES after 250 points,
/// which would wait for whole generations.)
/// </summary>
public sealed class AutoSampler : IAdaptiveSampler
{
    /// <summary>From this number on the Gaussian process costs more than it gains.</summary>
    public const long GpPoints = 250;

    private readonly IAdaptiveSampler _first;
    private readonly IAdaptiveSampler _then;

    /// <param name="parameters">The space, in its order.</param>
    /// <param name="seed">The sweep's.</param>
    /// <param name="objectives">How many there are.</param>
    public AutoSampler(ImmutableArray<Parameter> parameters, ulong seed, int objectives = 1)
        : this(new SpaceRules(parameters, [], null), seed, objectives)
    {
    }

    /// <param name="rules">The space, with its conditions and constraints.</param>
    /// <param name="seed">The sweep's.</param>
    /// <param name="objectives">How many there are.</param>
    public AutoSampler(SpaceRules rules, ulong seed, int objectives = 1)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _then = objectives > 1 ? new NsgaSampler(rules, seed) : new TpeSampler(rules, seed);
        var isNumeric = rules.Parameters.All(parameter => parameter.Kind is ParameterKind.Whole or ParameterKind.Real || parameter.Count == 1);
        _first = objectives == 1 && isNumeric && rules.IsEmpty ? new GpSampler(rules.Parameters, seed) : _then;
    }

    /// <summary>What either of the two sees: a Gaussian process sees what TPE does.</summary>
    public long SeenBelow(long point, int lag) => _then.SeenBelow(point, lag);

    public ImmutableArray<ParameterValue> Propose(long point, SearchHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return (point + history.Earlier < GpPoints ? _first : _then).Propose(point, history);
    }
}
