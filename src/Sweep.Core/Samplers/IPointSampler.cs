using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers;

/// <summary>Chooses the points of a search space: which one has a place is a pure function of the place, so that no place costs memory.</summary>
public interface IPointSampler
{
    /// <summary>How many points there are.</summary>
    long Points { get; }

    /// <summary>The values of a point.</summary>
    /// <param name="place">0-based; below <see cref="Points"/>.</param>
    /// <param name="values">One a parameter, in their order; all of them are written.</param>
    void Sample(long place, Span<ParameterValue> values);
}
