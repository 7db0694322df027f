namespace Sweep.Core.Samplers.Adaptive.Tpe;

/// <summary>How wide the kernels of a <see cref="ParzenEstimator"/> are.</summary>
internal static class Bandwidth
{
    /// <summary>
    /// The greater of the distances to both neighbours; of an outermost observation, to the only one, or to the farther end of the range where there is
    /// none. At most the range, at least the range over min(100, kernels + 1), the prior being one of the kernels.
    /// </summary>
    /// <param name="mus">One an observation, from <paramref name="low"/> to <paramref name="high"/>.</param>
    /// <param name="order">Observations by mu, ascending.</param>
    /// <param name="low">The lower end of the range.</param>
    /// <param name="high">The upper end.</param>
    /// <param name="sigmas">The answer, one an observation.</param>
    public static void Of(ReadOnlySpan<double> mus, ReadOnlySpan<int> order, double low, double high, Span<double> sigmas)
    {
        var (most, least) = (high - low, (high - low) / Math.Min(100.0, mus.Length + 2));
        for (var rank = 0; rank < order.Length; rank++)
        {
            var mu = mus[order[rank]];
            var before = rank > 0 ? mu - mus[order[rank - 1]] : order.Length > 1 ? 0 : mu - low;
            var after = rank + 1 < order.Length ? mus[order[rank + 1]] - mu : order.Length > 1 ? 0 : high - mu;
            sigmas[order[rank]] = Math.Clamp(Math.Max(before, after), least, most);
        }
    }
}
