using System.Collections.Immutable;

namespace Sweep.Core.Spaces;

/// <summary>When a parameter has a value: only where another has one of these. Equal where name and values are, in their order.</summary>
/// <param name="Name">Of the other parameter.</param>
/// <param name="Values">Of the other's, at least one, in its order.</param>
public sealed record ParameterCondition(string Name, ImmutableArray<ParameterValue> Values)
{
    public bool Equals(ParameterCondition? other) =>
        other is not null && string.Equals(Name, other.Name, StringComparison.Ordinal) && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    public override int GetHashCode() => HashCode.Combine(string.GetHashCode(Name, StringComparison.Ordinal), Values.Length);
}
