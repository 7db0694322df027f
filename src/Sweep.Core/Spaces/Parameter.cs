using System.Collections.Immutable;

namespace Sweep.Core.Spaces;

/// <summary>
/// One dimension of the search space: its name and its distinct values, all of one kind, in order, or the range that they are chosen from. Equal where
/// these are equal, and the conditions.
/// </summary>
/// <param name="Name">As the spec has it: <c>learning_rate</c>.</param>
/// <param name="Kind">Of all its values.</param>
/// <param name="Values">At least one; none where there is a range.</param>
public sealed record Parameter(string Name, ParameterKind Kind, ImmutableArray<ParameterValue> Values)
{
    /// <summary>What a sampler chooses from; null where the values are listed.</summary>
    public ParameterRange? Range { get; init; }

    /// <summary>Others of which it depends whether a trial has a value of it: all must be met. Empty where every trial has.</summary>
    public ImmutableArray<ParameterCondition> When { get; init; } = [];

    public int Count => Values.Length;

    /// <summary>False where every trial has the same value.</summary>
    public bool IsVaried => Range is not null || Count > 1;

    /// <summary>Its least value; of texts the first in order of code units.</summary>
    public ParameterValue Least => Range is { } range
        ? range.ValueOf(range.Low)
        : Values.MinBy(value => value, Comparer<ParameterValue>.Create(ParameterValue.Compare));

    /// <summary>Its greatest value; of texts the last in order of code units.</summary>
    public ParameterValue Greatest => Range is { } range
        ? range.ValueOf(range.High)
        : Values.MaxBy(value => value, Comparer<ParameterValue>.Create(ParameterValue.Compare));

    /// <summary>True where the value is one of its own; of a range with steps, but for rounding.</summary>
    public bool Takes(ParameterValue value)
    {
        if (value.Kind != Kind || Range is not { } range)
            return Values.Contains(value);
        var number = Kind == ParameterKind.Whole ? value.Whole : value.Real;
        if (number < range.Low || number > range.High)
            return false;
        var steps = range.Step is { } step ? (number - range.Low) / step : 0;
        return Math.Abs(steps - Math.Round(steps)) <= 1e-9;
    }

    /// <summary>A parameter of the kind that its values have.</summary>
    public static Parameter Of(string name, params ImmutableArray<ParameterValue> values) => new(name, values[0].Kind, values);

    /// <summary>A parameter whose values are chosen.</summary>
    public static Parameter Of(string name, ParameterRange range)
    {
        ArgumentNullException.ThrowIfNull(range);
        return new(name, range.Kind, []) { Range = range };
    }

    public bool Equals(Parameter? other) =>
        other is not null
        && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && Kind == other.Kind
        && Range == other.Range
        && When.AsSpan().SequenceEqual(other.When.AsSpan())
        && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Name, StringComparer.Ordinal);
        hash.Add(Range);
        hash.Add(When.Length);
        foreach (var value in Values)
            hash.Add(value);
        return hash.ToHashCode();
    }
}
