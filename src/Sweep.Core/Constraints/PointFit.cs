using Sweep.Core.Spaces;

namespace Sweep.Core.Constraints;

/// <summary>Whether a point that comes from elsewhere is one of a space.</summary>
public static class PointFit
{
    /// <summary>
    /// The point's values, one a parameter of the space in its order, <see cref="ParameterValue.None"/> of those whose conditions it does not meet; null
    /// where it is no point of the space.
    /// </summary>
    /// <param name="rules">The space.</param>
    /// <param name="point">Whole numbers of it may stand where the space has real ones.</param>
    /// <param name="reason">Why it is none, as the rest of a sentence whose subject is the point; null where it is one.</param>
    public static ParameterValue[]? Of(SpaceRules rules, TrialPoint point, out string? reason)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(point);
        var values = new ParameterValue[rules.Parameters.Length];
        for (var k = 0; k < values.Length; k++)
            values[k] = point.Find(rules.Parameters[k].Name) is { } value ? As(rules.Parameters[k].Kind, value) : ParameterValue.None;
        reason = Stranger(rules, point) ?? WhyNot(rules, values);
        return reason is null ? values : null;
    }

    /// <summary>Why values are no point of a space, as the rest of a sentence whose subject is the point; null where they are one.</summary>
    /// <param name="rules">The space.</param>
    /// <param name="values">One a parameter in its order, <see cref="ParameterValue.None"/> where the point has none.</param>
    public static string? WhyNot(SpaceRules rules, ReadOnlySpan<ParameterValue> values)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return WrongValue(rules, values) ?? (rules.FirstBroken(values) is >= 0 and var broken ? $"breaks the constraint {rules.Constraints[broken]}" : null);
    }

    private static ParameterValue As(ParameterKind kind, ParameterValue value) =>
        kind == ParameterKind.Real && value.Kind == ParameterKind.Whole ? (double)value.Whole : value;

    private static string? Stranger(SpaceRules rules, TrialPoint point) =>
        point.Names.FirstOrDefault(name => rules.Parameters.All(parameter => parameter.Name != name)) is { } name
            ? $"has {name}, which is no parameter here"
            : null;

    private static string? WrongValue(SpaceRules rules, ReadOnlySpan<ParameterValue> values)
    {
        foreach (var place in rules.Order)
        {
            var parameter = rules.Parameters[place];
            if (rules.IsActive(place, values) == values[place].IsNone)
                return values[place].IsNone ? $"has no {parameter.Name}" : $"has {parameter.Name}, whose conditions it does not meet";
            if (!values[place].IsNone && !parameter.Takes(values[place]))
                return $"has {parameter.Name} {values[place]}, which is {(parameter.Range is null ? "none of its values" : "not in its range")}";
        }

        return null;
    }
}
