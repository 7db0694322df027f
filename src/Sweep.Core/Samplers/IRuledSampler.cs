using Sweep.Core.Constraints;

namespace Sweep.Core.Samplers;

/// <summary>
/// Chooses points of a space with conditions and constraints: values whose conditions are not met are none, and every point meets all constraints.
/// </summary>
public interface IRuledSampler : IPointSampler
{
    /// <summary>Points that are looked at, at most, where all that come before must be known to tell which has a place.</summary>
    const int MostVisited = 1_000_000;

    /// <summary>Which points constraints leave out; null where there are no constraints.</summary>
    LeftOut? LeftOut { get; }
}
