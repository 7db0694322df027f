using System.Collections.Concurrent;
using System.Collections.Immutable;
using Sweep.Core.Constraints;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers;

/// <summary>
/// The points that an adaptive sampler has chosen so far, as far as this process knows: each is learnt where it is chosen, or from the store, from a lease
/// or from the trial's own row. Any thread may learn and ask.
/// </summary>
public sealed class ProposedPoints : IRuledSampler
{
    private readonly SpaceRules _rules;
    private readonly ConcurrentDictionary<long, ImmutableArray<ParameterValue>> _known = new();

    /// <param name="rules">The space, with its conditions and constraints.</param>
    /// <param name="likely">As many points of this space as are to be chosen in all, such as any sampler might choose.</param>
    /// <param name="own">Points of the user's own, which are known and have the first places.</param>
    internal ProposedPoints(SpaceRules rules, IPointSampler likely, ImmutableArray<ImmutableArray<ParameterValue>> own)
    {
        (_rules, Likely) = (rules, likely);
        for (var place = 0; place < own.Length; place++)
            Learn(place, own[place]);
    }

    public long Points => Likely.Points;

    /// <summary>Of those that any sampler might choose.</summary>
    public LeftOut? LeftOut => (Likely as IRuledSampler)?.LeftOut;

    /// <summary>Points that any sampler might choose, for what is to be known before this one has chosen.</summary>
    internal IPointSampler Likely { get; }

    public bool Knows(long place) => _known.ContainsKey(place);

    /// <summary>What was chosen; what was learnt before is replaced.</summary>
    /// <param name="place">0-based.</param>
    /// <param name="values">One a parameter, in their order; <see cref="ParameterValue.None"/> of those whose conditions are not met, and of no others.</param>
    /// <exception cref="ArgumentException">They are no point of the space.</exception>
    public void Learn(long place, ImmutableArray<ParameterValue> values)
    {
        if (values.Length != _rules.Parameters.Length)
            throw new ArgumentException($"{values.Length} values are no point of {_rules.Parameters.Length} parameters.", nameof(values));
        for (var k = 0; k < values.Length; k++)
        {
            if (_rules.IsActive(k, values.AsSpan()) == values[k].IsNone)
                throw new ArgumentException($"The point at place {place} has {(values[k].IsNone ? "no" : "a needless")} {_rules.Parameters[k].Name}.", nameof(values));
        }

        _known[place] = values;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">It is not chosen yet, or this process has not learnt it.</exception>
    public void Sample(long place, Span<ParameterValue> values)
    {
        if (!_known.TryGetValue(place, out var known))
            throw new InvalidOperationException($"Point {place} of the search is not known here: it is chosen by the results of earlier ones.");
        known.CopyTo(values);
    }
}
