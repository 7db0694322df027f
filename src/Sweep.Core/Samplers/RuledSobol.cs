using Sweep.Core.Constraints;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers;

/// <summary>
/// The points of <see cref="SobolSampler"/> that meet conditions and constraints, in their order: those that do not are passed over, so that the others are spread over
/// what is left as evenly as before. Which they are is found out once.
/// </summary>
public sealed class RuledSobol : IRuledSampler
{
    private readonly SpaceRules _rules;
    private readonly SobolSampler _sobol;
    private readonly int[]? _kept;

    /// <inheritdoc cref="RuledRandom(SpaceRules, long, ulong)"/>
    /// <exception cref="ArgumentException">More than <see cref="SobolSampler.MostDimensions"/> vary.</exception>
    public RuledSobol(SpaceRules rules, long points, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(rules);
        (_rules, _sobol, Points) = (rules, new SobolSampler(rules.Parameters, points, seed), points);
        if (!rules.Constraints.IsEmpty)
            (_kept, LeftOut) = Look();
    }

    public long Points { get; }

    public LeftOut? LeftOut { get; }

    public void Sample(long place, Span<ParameterValue> values)
    {
        _sobol.Sample(_kept is null ? place : _kept[place], values);
        _rules.Deactivate(values);
    }

    private (int[] Kept, LeftOut LeftOut) Look()
    {
        var values = new ParameterValue[_rules.Parameters.Length];
        var broken = new long[_rules.Constraints.Length];
        var kept = new List<int>();
        for (var place = 0; place < IRuledSampler.MostVisited && kept.Count < Points; place++)
        {
            _sobol.Sample(place, values);
            _rules.Deactivate(values);
            if (_rules.FirstBroken(values) is >= 0 and var first)
                broken[first]++;
            else
                kept.Add(place);
        }

        var left = _rules.LeftOutOf(kept.Count + broken.Sum(), broken, isAll: false);
        return kept.Count == Points
            ? ([.. kept], left)
            : throw new RuleException(
                FormattableString.Invariant($"are met by {kept.Count:N0} of the first {left.Visited:N0} points ({left.Reasons}), and {Points:N0} are asked for"),
                "ask for fewer trials, loosen a constraint, or choose sampler: random");
    }
}
