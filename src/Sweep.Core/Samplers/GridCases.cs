using System.Collections.Immutable;
using Sweep.Core.Constraints;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers;

/// <summary>
/// Every combination of listed values under conditions, each once: parameters that conditions name vary slowest, each after those that its own conditions
/// name, and within each case the others are decoded by mixed radix. So a point is found by its place by a search among cases, and its place by its values.
/// </summary>
internal sealed class GridCases
{
    /// <summary>Combinations of the values of parameters that conditions name.</summary>
    public const int MostCases = 100_000;

    private readonly SpaceRules _rules;
    private readonly int[] _named;
    private readonly int[] _free;
    private readonly GridCase[] _cases;
    private readonly Dictionary<long, int> _caseOf = [];

    /// <param name="rules">All parameters have lists of values.</param>
    /// <param name="apart">The place of a parameter that is left out; -1 for none.</param>
    /// <exception cref="OverflowException">There are 2⁶³ points or more.</exception>
    public GridCases(SpaceRules rules, int apart)
    {
        _rules = rules;
        _named = [.. rules.Order.Where(rules.IsNamed)];
        _free = [.. Enumerable.Range(0, rules.Parameters.Length).Where(place => place != apart && !rules.IsNamed(place))];
        var cases = new List<GridCase>();
        Count = AddCases(cases, 0, new int[_named.Length], new ParameterValue[rules.Parameters.Length], 0);
        _cases = [.. cases];
        for (var k = 0; k < _cases.Length; k++)
            _caseOf.Add(KeyOf(_cases[k].Digits.AsSpan()), k);
    }

    /// <summary>Points there are.</summary>
    public long Count { get; }

    /// <summary>Writes all values but that of the parameter apart; none where a condition is not met.</summary>
    public void Decode(long place, Span<ParameterValue> values)
    {
        values.Clear();
        var (low, high) = (0, _cases.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _cases[middle].Start <= place ? (middle, high) : (low, middle - 1);
        }

        var found = _cases[low];
        for (var k = 0; k < _named.Length; k++)
        {
            if (found.Digits[k] >= 0)
                values[_named[k]] = _rules.Parameters[_named[k]].Values[found.Digits[k]];
        }

        place -= found.Start;
        for (var k = found.Free.Length - 1; k >= 0; k--)
        {
            var parameter = _rules.Parameters[found.Free[k]];
            (place, var digit) = Math.DivRem(place, parameter.Count);
            values[found.Free[k]] = parameter.Values[(int)digit];
        }
    }

    /// <summary>The inverse of <see cref="Decode"/>; null where there is no such point.</summary>
    /// <param name="point">With values of these parameters alone.</param>
    public long? PlaceOf(TrialPoint point)
    {
        var digits = new int[_named.Length];
        var left = point.Names.Length;
        for (var k = 0; k < _named.Length; k++)
        {
            digits[k] = DigitOf(_named[k], point);
            left -= digits[k] >= 0 ? 1 : 0;
        }

        if (!_caseOf.TryGetValue(KeyOf(digits), out var at) || _cases[at].Free.Length != left)
            return null;
        var place = 0L;
        foreach (var free in _cases[at].Free)
        {
            var digit = DigitOf(free, point);
            if (digit < 0)
                return null;
            place = place * _rules.Parameters[free].Count + digit;
        }

        return _cases[at].Start + place;
    }

    private int DigitOf(int place, TrialPoint point) =>
        point.Find(_rules.Parameters[place].Name) is { } value ? _rules.Parameters[place].Values.IndexOf(value) : -1;

    private long KeyOf(ReadOnlySpan<int> digits)
    {
        var key = 0L;
        for (var k = 0; k < digits.Length; k++)
            key = checked(key * (_rules.Parameters[_named[k]].Count + 1) + digits[k] + 1);
        return key;
    }

    // By the values of the named parameter at a depth, and of those after it; returns where the next case starts.
    private long AddCases(List<GridCase> cases, int depth, int[] digits, ParameterValue[] values, long start)
    {
        if (depth == _named.Length)
        {
            if (cases.Count == MostCases)
            {
                throw new RuleException(
                    FormattableString.Invariant($"have more than {MostCases:N0} combinations of values that conditions name"), "let `when` name parameters with fewer values");
            }

            ImmutableArray<int> free = [.. _free.Where(place => _rules.IsActive(place, values))];
            cases.Add(new GridCase(start, [.. digits], free));
            return checked(start + free.Aggregate(1L, (product, place) => checked(product * _rules.Parameters[place].Count)));
        }

        var named = _named[depth];
        if (!_rules.IsActive(named, values))
        {
            (digits[depth], values[named]) = (-1, ParameterValue.None);
            return AddCases(cases, depth + 1, digits, values, start);
        }

        for (var digit = 0; digit < _rules.Parameters[named].Count; digit++)
        {
            (digits[depth], values[named]) = (digit, _rules.Parameters[named].Values[digit]);
            start = AddCases(cases, depth + 1, digits, values, start);
        }

        return start;
    }
}
