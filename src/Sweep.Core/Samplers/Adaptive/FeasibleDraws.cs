using System.Collections.Immutable;
using Sweep.Core.Constraints;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers.Adaptive;

/// <summary>
/// What a search proposes under conditions and constraints. Values whose conditions are not met are taken away. A point that breaks a constraint is
/// drawn again, with further numbers of its own stream, <see cref="MostDraws"/> draws at most; after that it is the point that
/// <see cref="RuledRandom"/> has at its place.
/// </summary>
/// <param name="rules">The space.</param>
/// <param name="seed">The sweep's.</param>
internal sealed class FeasibleDraws(SpaceRules rules, ulong seed)
{
    /// <summary>What stands here decides bits.</summary>
    public const int MostDraws = 32;

    private RuledRandom? _random;

    /// <summary>The first draw that meets all constraints, without what its conditions take away.</summary>
    /// <param name="point">Its number.</param>
    /// <param name="draw">Each time other values, one a parameter: a function of the point's random numbers alone.</param>
    /// <exception cref="RuleException">Too few points of the space meet the constraints, so none should have been asked for.</exception>
    public ImmutableArray<ParameterValue> Of(long point, Func<ParameterValue[]> draw)
    {
        for (var k = 0; k < MostDraws; k++)
        {
            var values = draw();
            rules.Deactivate(values);
            if (rules.FirstBroken(values) < 0)
                return [.. values];
        }

        var last = new ParameterValue[rules.Parameters.Length];
        _random ??= new RuledRandom(rules, long.MaxValue, seed);
        _random.Sample(point, last);
        return [.. last];
    }
}
