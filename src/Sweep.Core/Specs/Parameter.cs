using System.Collections.Immutable;
using Sweep.Core.Patterns;

namespace Sweep.Core.Specs;

/// <summary>One dimension of the search space: its name and its distinct values, in order. Equal where these are equal.</summary>
public abstract record Parameter(ParameterName Name)
{
    public abstract int Count { get; }

    public sealed record Patterns(ImmutableArray<Pattern> Values) : Parameter(ParameterName.Pattern)
    {
        public override int Count => Values.Length;

        public bool Equals(Patterns? other) => other is not null && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

        public override int GetHashCode() => HashOf(Name, Values);
    }

    public sealed record LearningRates(ImmutableArray<double> Values) : Parameter(ParameterName.LearningRate)
    {
        public override int Count => Values.Length;

        public bool Equals(LearningRates? other) => other is not null && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

        public override int GetHashCode() => HashOf(Name, Values);
    }

    /// <summary>Iterations, samples or hidden units.</summary>
    public sealed record Counts(ParameterName Name, ImmutableArray<int> Values) : Parameter(Name)
    {
        public override int Count => Values.Length;

        public bool Equals(Counts? other) =>
            other is not null && Name == other.Name && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

        public override int GetHashCode() => HashOf(Name, Values);
    }

    private static int HashOf<T>(ParameterName name, ImmutableArray<T> values)
    {
        var hash = default(HashCode);
        hash.Add(name);
        foreach (var value in values)
            hash.Add(value);
        return hash.ToHashCode();
    }
}
