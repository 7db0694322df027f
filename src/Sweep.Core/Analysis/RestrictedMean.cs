namespace Sweep.Core.Analysis;

/// <summary>
/// The mean of the iterations to the target within a horizon, runs that are not there by then counted as long as the horizon: the area below the Kaplan–Meier
/// curve. Unlike a rate or a rank it says something of curves that cross. P. Royston, M. K. B. Parmar: Restricted mean survival time (2013).
/// </summary>
/// <param name="Value">In iterations, 0 to the horizon; NaN of no runs.</param>
/// <param name="StandardError">From M. Greenwood's variance: the root of Σ (area from tᵢ on)² dᵢ / (nᵢ (nᵢ − dᵢ)).</param>
public sealed record RestrictedMean(double Value, double StandardError)
{
    /// <param name="runs">In any order.</param>
    /// <param name="horizon">Iterations; the curve must be known up to there, as <see cref="Horizon"/> sees to.</param>
    public static RestrictedMean Of(ReadOnlySpan<Observation> runs, int horizon)
    {
        if (runs.IsEmpty)
            return new(double.NaN, double.NaN);
        var steps = SurvivalStep.Of(runs).Where(step => step.Iteration < horizon).ToArray();
        var left = new double[steps.Length];
        for (var k = 0; k < steps.Length; k++)
            left[k] = (k == 0 ? 1 : left[k - 1]) * steps[k].Factor;

        // From the end, so that the area from each step on is known when its term is added.
        var (area, variance) = (0.0, 0.0);
        for (var k = steps.Length - 1; k >= 0; k--)
        {
            area += left[k] * ((k + 1 < steps.Length ? steps[k + 1].Iteration : horizon) - steps[k].Iteration);
            variance += area * area * steps[k].Variance;
        }

        return new(area + (steps.Length == 0 ? horizon : steps[0].Iteration), Math.Sqrt(variance));
    }

    /// <summary>
    /// The last iteration up to which the curves of all groups are known: the least of their longest runs, those left out that end with the last run's reaching
    /// the target, since nothing is left unknown of them.
    /// </summary>
    public static int Horizon(IEnumerable<Observation[]> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var (known, longest) = (int.MaxValue, 0);
        foreach (var runs in groups.Where(runs => runs.Length > 0))
        {
            var last = runs.Max(run => run.Iterations);
            longest = Math.Max(longest, last);
            if (runs.Any(run => run.Iterations == last && !run.Reached))
                known = Math.Min(known, last);
        }

        return known == int.MaxValue ? longest : known;
    }
}
