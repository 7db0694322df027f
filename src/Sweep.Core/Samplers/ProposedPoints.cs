using System.Collections.Concurrent;
using System.Collections.Immutable;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers;

/// <summary>
/// The points that an adaptive sampler has chosen so far, as far as this process knows: each is learnt where it is chosen, or from the store, from a lease
/// or from the trial's own row. Any thread may learn and ask.
/// </summary>
/// <param name="parameters">The space, in its order.</param>
/// <param name="points">How many are to be chosen in all.</param>
public sealed class ProposedPoints(ImmutableArray<Parameter> parameters, long points) : IPointSampler
{
    private readonly ConcurrentDictionary<long, ImmutableArray<ParameterValue>> _known = new();

    public long Points => points;

    /// <summary>Points that any sampler might choose, for what is to be known before this one has chosen.</summary>
    internal IPointSampler Likely() => new RandomSampler(parameters, points, 0);

    public bool Knows(long place) => _known.ContainsKey(place);

    /// <summary>What was chosen; what was learnt before is replaced.</summary>
    /// <param name="place">0-based.</param>
    /// <param name="values">One a parameter, in their order.</param>
    public void Learn(long place, ImmutableArray<ParameterValue> values)
    {
        if (values.Length != parameters.Length)
            throw new ArgumentException($"{values.Length} values are no point of {parameters.Length} parameters.", nameof(values));
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
