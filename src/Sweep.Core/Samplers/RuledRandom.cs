using Sweep.Core.Constraints;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers;

/// <summary>
/// The points of <see cref="RandomSampler"/> that meet conditions and constraints: a place whose point does not is drawn again, with a counter of its own, until one
/// does. So each place is a function of itself, and points are uniform among those that meet the constraints.
/// </summary>
public sealed class RuledRandom : IRuledSampler
{
    /// <summary>Of the first points, as many must meet all constraints: a hundredth.</summary>
    public const double LeastShare = 0.01;

    /// <summary>Points by which the share is told.</summary>
    private const int Tried = 2_000;

    /// <summary>With a hundredth that meets them, a place that needs more does not come up in 10⁴⁰ of them.</summary>
    private const uint MostTries = 100_000;

    private readonly SpaceRules _rules;
    private readonly RandomSampler _random;

    /// <param name="rules">The parameters, conditions and constraints.</param>
    /// <param name="points">How many are asked for; none depends on it.</param>
    /// <param name="seed">The key.</param>
    /// <exception cref="RuleException">Too few points meet the constraints.</exception>
    public RuledRandom(SpaceRules rules, long points, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(rules);
        (_rules, _random, Points) = (rules, new RandomSampler(rules.Parameters, points, seed), points);
        if (rules.Constraints.IsEmpty)
            return;
        LeftOut = Look();
        if (LeftOut.Share < LeastShare)
        {
            throw new RuleException(
                FormattableString.Invariant($"are met by {Tried - LeftOut.Points} of the first {Tried:N0} points ({LeftOut.Reasons}), and must be by {LeastShare * Tried:N0}"),
                "loosen one, or narrow the ranges to where they are met");
        }
    }

    public long Points { get; }

    public LeftOut? LeftOut { get; }

    public void Sample(long place, Span<ParameterValue> values)
    {
        for (uint attempt = 0; attempt < MostTries; attempt++)
        {
            if (Draw(place, attempt, values) < 0)
                return;
        }

        throw new InvalidOperationException(FormattableString.Invariant($"No point of {MostTries} meets the constraints at place {place}."));
    }

    private int Draw(long place, uint attempt, Span<ParameterValue> values)
    {
        _random.Draw(place, attempt, values);
        _rules.Deactivate(values);
        return _rules.FirstBroken(values);
    }

    private LeftOut Look()
    {
        var values = new ParameterValue[_rules.Parameters.Length];
        var broken = new long[_rules.Constraints.Length];
        for (var place = 0; place < Tried; place++)
        {
            if (Draw(place, 0, values) is >= 0 and var first)
                broken[first]++;
        }

        return _rules.LeftOutOf(Tried, broken, isAll: false);
    }
}
