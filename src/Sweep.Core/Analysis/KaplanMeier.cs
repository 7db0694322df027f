using System.Buffers;
using System.Numerics;

namespace Sweep.Core.Analysis;

/// <summary>
/// The product-limit estimate of the share of runs that have not reached the target by an iteration.
/// E. L. Kaplan, P. Meier: Nonparametric estimation from incomplete observations, JASA 53 (1958).
/// </summary>
public static class KaplanMeier
{
    /// <summary>
    /// The smallest t with S(t) ≤ ½, where S(t) is the product over the reaching times tᵢ ≤ t of 1 − dᵢ/nᵢ; null where S stays
    /// above ½ (and where there are no runs). A run censored at t is still at risk at t.
    /// </summary>
    /// <remarks>Exact: S is compared with ½ as a fraction of integers wherever rounding could decide.</remarks>
    public static int? Median(ReadOnlySpan<Observation> runs)
    {
        // Times ascending, reached before censored at the same time: the order of 2·time + censored.
        var keys = ArrayPool<long>.Shared.Rent(runs.Length);
        try
        {
            for (var i = 0; i < runs.Length; i++)
                keys[i] = ((long)runs[i].Iterations << 1) | (runs[i].Reached ? 0L : 1L);
            var sorted = keys.AsSpan(0, runs.Length);
            sorted.Sort();
            return Median(sorted);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(keys);
        }
    }

    private static int? Median(ReadOnlySpan<long> sorted)
    {
        // Between two censored runs the factors (n − d)/n telescope, so S is the product of one fraction a stretch without censoring.
        var stretches = new List<(int Left, int AtRisk)>();
        var before = 1.0;
        var start = sorted.Length;
        for (var i = 0; i < sorted.Length;)
        {
            var key = sorted[i];
            var next = i + 1;
            while (next < sorted.Length && sorted[next] == key)
                next++;
            var left = sorted.Length - next;
            if ((key & 1) == 0)
            {
                if (IsAtMostHalf(before, stretches, left, start))
                    return (int)(key >> 1);
            }
            else
            {
                var reachedUntilHere = sorted.Length - i;
                if (reachedUntilHere != start)
                {
                    stretches.Add((reachedUntilHere, start));
                    before *= (double)reachedUntilHere / start;
                }
                start = left;
            }
            i = next;
        }
        return null;
    }

    private static bool IsAtMostHalf(double before, List<(int Left, int AtRisk)> stretches, int left, int atRisk)
    {
        if (stretches.Count == 0)
            return 2L * left <= atRisk;
        // Each stretch costs two roundings of at most 2⁻⁵³ each; the margin is several times what they can add up to.
        var survival = before * ((double)left / atRisk);
        var margin = (stretches.Count + 1) * 1e-15;
        if (Math.Abs(survival - 0.5) > margin)
            return survival < 0.5;
        var numerators = new BigInteger[stretches.Count + 1];
        var denominators = new BigInteger[stretches.Count + 1];
        for (var i = 0; i < stretches.Count; i++)
            (numerators[i], denominators[i]) = (stretches[i].Left, stretches[i].AtRisk);
        (numerators[^1], denominators[^1]) = (left, atRisk);
        return 2 * Product(numerators) <= Product(denominators);
    }

    /// <summary>By halves, so that factors of like size meet: near-linear where the plain loop is quadratic.</summary>
    private static BigInteger Product(ReadOnlySpan<BigInteger> factors) => factors.Length == 1
        ? factors[0]
        : Product(factors[..(factors.Length / 2)]) * Product(factors[(factors.Length / 2)..]);
}
