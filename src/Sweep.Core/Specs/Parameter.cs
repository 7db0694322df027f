using System.Collections.Immutable;
using Sweep.Core.Patterns;

namespace Sweep.Core.Specs;

/// <summary>One dimension of the search space: its name and its distinct values, in order.</summary>
public abstract record Parameter(ParameterName Name)
{
    public abstract int Count { get; }

    public sealed record Patterns(ImmutableArray<Pattern> Values) : Parameter(ParameterName.Pattern)
    {
        public override int Count => Values.Length;
    }

    public sealed record LearningRates(ImmutableArray<double> Values) : Parameter(ParameterName.LearningRate)
    {
        public override int Count => Values.Length;
    }

    /// <summary>Iterations, samples or hidden units.</summary>
    public sealed record Counts(ParameterName Name, ImmutableArray<int> Values) : Parameter(Name)
    {
        public override int Count => Values.Length;
    }
}
