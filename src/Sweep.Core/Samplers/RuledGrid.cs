using System.Collections.Immutable;
using Sweep.Core.Constraints;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers;

/// <summary>
/// A grid with conditions and constraints. Places are those of <see cref="GridCases"/>; the resource varies fastest of all where no rule names it, so that the
/// trials of a run follow each other. Where there are constraints, all points are looked at once, and those that meet them keep their order.
/// </summary>
public sealed class RuledGrid : IRuledSampler
{
    private readonly ImmutableArray<string> _names;
    private readonly GridCases _cases;
    private readonly Parameter? _apart;
    private readonly int _apartAt;
    private readonly int[]? _kept;

    /// <exception cref="RuleException">No point meets the constraints, or there are too many points to look at.</exception>
    /// <exception cref="ArgumentException">A parameter has no list of values.</exception>
    /// <exception cref="OverflowException">There are 2⁶³ points or more.</exception>
    public RuledGrid(SpaceRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (rules.Parameters.FirstOrDefault(parameter => parameter.Count == 0) is { } endless)
            throw new ArgumentException($"A grid needs the values of {endless.Name}.", nameof(rules));
        _names = [.. rules.Parameters.Select(parameter => parameter.Name)];
        _apartAt = ApartOf(rules);
        _apart = _apartAt < 0 ? null : rules.Parameters[_apartAt];
        _cases = new GridCases(rules, _apartAt);
        var count = _cases.Count;
        if (!rules.Constraints.IsEmpty)
        {
            if (count > IRuledSampler.MostVisited)
            {
                throw new RuleException(
                    FormattableString.Invariant($"are over {count:N0} points, and a grid is looked through for them up to {IRuledSampler.MostVisited:N0}"),
                    "use fewer values, or choose sampler: random, which needs to look at none");
            }

            (_kept, LeftOut) = Look(rules, (int)count);
            count = _kept.Length;
        }

        Points = checked(count * (_apart?.Count ?? 1));
    }

    public long Points { get; }

    public LeftOut? LeftOut { get; }

    /// <summary>Points that follow each other and differ in the resource alone; 1 where such points do not follow each other.</summary>
    public int Together => _apart?.Count ?? 1;

    public void Sample(long place, Span<ParameterValue> values)
    {
        (place, var digit) = Math.DivRem(place, Together);
        _cases.Decode(_kept is null ? place : _kept[place], values);
        if (_apart is not null)
            values[_apartAt] = _apart.Values[(int)digit];
    }

    /// <summary>The inverse of <see cref="Sample"/>.</summary>
    /// <exception cref="ArgumentException">The grid has no such point.</exception>
    public long PlaceOf(ImmutableArray<ParameterValue> values)
    {
        int[] active = [.. Enumerable.Range(0, values.Length).Where(k => !values[k].IsNone)];
        var point = new TrialPoint([.. active.Select(k => _names[k])], [.. active.Select(k => values[k])]);
        return PlaceOf(point) ?? throw new ArgumentException($"The grid has no point {point}.", nameof(values));
    }

    /// <summary>The inverse of <see cref="Sample"/>; null where the grid has no such point.</summary>
    public long? PlaceOf(TrialPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        var digit = 0;
        if (_apart is not null)
        {
            digit = point.Find(_apart.Name) is { } value ? _apart.Values.IndexOf(value) : -1;
            if (digit < 0)
                return null;
            point = point.Without(_apart.Name);
        }

        if (_cases.PlaceOf(point) is not { } place)
            return null;
        if (_kept is not null)
            place = Array.BinarySearch(_kept, (int)place);
        return place < 0 ? null : place * Together + digit;
    }

    private static int ApartOf(SpaceRules rules)
    {
        for (var place = 0; place < rules.Parameters.Length; place++)
        {
            if (rules.Parameters[place] is { When.IsEmpty: true } parameter && parameter.Name == rules.Resource)
                return rules.IsNamed(place) || rules.Constraints.Any(constraint => constraint.Parameters.Contains(parameter.Name)) ? -1 : place;
        }

        return -1;
    }

    private (int[] Kept, LeftOut LeftOut) Look(SpaceRules rules, int count)
    {
        var values = new ParameterValue[rules.Parameters.Length];
        var broken = new long[rules.Constraints.Length];
        var kept = new List<int>();
        for (var place = 0; place < count; place++)
        {
            _cases.Decode(place, values);
            var first = rules.FirstBroken(values);
            if (first < 0)
                kept.Add(place);
            else
                broken[first] += Together;
        }

        var left = rules.LeftOutOf((long)count * Together, broken, isAll: true);
        return kept.Count > 0
            ? ([.. kept], left)
            : throw new RuleException(FormattableString.Invariant($"are met by none of {left.Visited:N0} points ({left.Reasons})"), "loosen one, or search other values");
    }
}
