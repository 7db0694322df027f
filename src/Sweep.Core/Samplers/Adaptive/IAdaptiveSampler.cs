using System.Collections.Immutable;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers.Adaptive;

/// <summary>
/// Chooses the points of a sweep by the results of earlier ones. What it keeps between calls saves time alone: a proposal is the same bit for bit after a
/// history has grown beside it and after both were made anew.
/// </summary>
/// <remarks>One instance serves one history, from one thread at a time.</remarks>
public interface IAdaptiveSampler
{
    /// <summary>
    /// The finished points that the proposal of <paramref name="point"/> sees are those with numbers below this; all of them must be in
    /// the history before it is asked for, and none above.
    /// </summary>
    /// <param name="point">The number to be proposed.</param>
    /// <param name="lag">At least 1: the most points in flight that the sweep allows itself.</param>
    long SeenBelow(long point, int lag);

    /// <summary>
    /// The values proposed for <paramref name="point"/>: a pure function of the seed, the point and the history. One a parameter of the space, in
    /// its order; <see cref="ParameterValue.None"/> of those whose conditions the others do not meet. They meet all constraints.
    /// </summary>
    ImmutableArray<ParameterValue> Propose(long point, SearchHistory history);
}
