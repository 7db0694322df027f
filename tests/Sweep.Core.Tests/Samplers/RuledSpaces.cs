using System.Collections.Immutable;
using CsCheck;
using Sweep.Core.Constraints;
using Sweep.Core.Spaces;
using Sweep.Core.Tests.Constraints;

namespace Sweep.Core.Tests.Samplers;

/// <summary>Small grids with conditions and constraints.</summary>
internal static class RuledSpaces
{
    /// <summary>Any, of up to 3⁴ combinations; the last parameter is the resource where one of them is.</summary>
    public static Gen<SpaceRules> Any { get; } =
        from counts in Gen.Int[1, 3].Array[4]
        from order in Gen.Shuffle(new[] { 0, 1, 2, 3 })
        from links in Gen.Int[0, 3].Array[4]
        from wanted in Gen.Int[0, 6].Array[4]
        from hasResource in Gen.Bool
        from constraints in Pick.From("p0 + p1 <= 2", "p1 != 1 or p2 > 0", "not p3 == 1", "p0 < 3", "p2 * 2 >= p3").Array[0, 2]
        select Of(counts, order, links, wanted, constraints, hasResource);

    /// <summary>Each point once, as combining everything and taking away finds them.</summary>
    public static HashSet<TrialPoint> PointsOf(SpaceRules rules)
    {
        var all = new HashSet<TrialPoint>();
        var values = new ParameterValue[rules.Parameters.Length];
        for (var place = 0L; place < rules.Parameters.Aggregate(1L, (product, parameter) => product * parameter.Count); place++)
        {
            var rest = place;
            for (var k = values.Length - 1; k >= 0; k--)
            {
                (rest, var digit) = Math.DivRem(rest, rules.Parameters[k].Count);
                values[k] = rules.Parameters[k].Values[(int)digit];
            }

            rules.Deactivate(values);
            if (rules.FirstBroken(values) < 0)
                all.Add(PointOf(rules, values));
        }

        return all;
    }

    public static TrialPoint PointOf(SpaceRules rules, ParameterValue[] values)
    {
        (string Name, ParameterValue Value)[] active = [.. rules.Parameters.Select(parameter => parameter.Name).Zip(values).Where(pair => !pair.Second.IsNone)];
        return new TrialPoint([.. active.Select(pair => pair.Name)], [.. active.Select(pair => pair.Value)]);
    }

    // Each may depend on one that comes before it in the order.
    private static SpaceRules Of(int[] counts, int[] order, int[] links, int[] wanted, string[] constraints, bool hasResource)
    {
        var parameters = Enumerable.Range(0, 4)
            .Select(k => Parameter.Of($"p{k}", [.. Enumerable.Range(0, counts[k]).Select(ParameterValue (value) => value)])).ToArray();
        for (var at = 1; at < 4; at++)
        {
            var k = order[at];
            if (links[at] >= at || (hasResource && k == 3))
                continue;
            var other = parameters[order[links[at]]];
            ImmutableArray<ParameterValue> some = [.. other.Values.Where((_, place) => ((wanted[at] >> place) & 1) != 0)];
            if (!some.IsEmpty)
                parameters[k] = parameters[k] with { When = [new ParameterCondition(other.Name, some)] };
        }

        return new SpaceRules([.. parameters], [.. constraints.Distinct().Select(Constraint.Parse)], hasResource ? "p3" : null);
    }
}
