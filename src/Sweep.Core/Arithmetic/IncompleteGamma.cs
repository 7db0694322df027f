namespace Sweep.Core.Arithmetic;

/// <summary>
/// The regularized incomplete gamma functions, of IEEE operations only, so that every machine gives the same bits: of them come the probabilities of χ².
/// NIST Digital Library of Mathematical Functions, §8.2, §8.7 and §8.9; W. H. Press et al.: Numerical Recipes, §6.2, for where the
/// series and where the continued fraction is used. Relative errors stay below 1e-12 while a is below a million.
/// </summary>
public static class IncompleteGamma
{
    private const double Precision = 1e-17;

    private const double Least = 1e-300;

    /// <summary>P(a, x) = γ(a, x) ÷ Γ(a), from 0 to 1.</summary>
    /// <param name="a">Finite, above 0.</param>
    /// <param name="x">0 or more; may be infinite.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of its range.</exception>
    public static double Lower(double a, double x)
    {
        Check(a, x);
        return x < a + 1 ? Series(a, x) : 1 - Fraction(a, x);
    }

    /// <summary>Q(a, x) = 1 − P(a, x), as precise where it is small.</summary>
    /// <inheritdoc cref="Lower"/>
    public static double Upper(double a, double x)
    {
        Check(a, x);
        return x < a + 1 ? 1 - Series(a, x) : Fraction(a, x);
    }

    /// <summary>ln Γ(x): Stirling's series (DLMF 5.11.1), from 10 on; below, by Γ(x + 1) = x·Γ(x).</summary>
    /// <param name="x">Finite, above 0.</param>
    public static double LogGamma(double x)
    {
        Check(x, 0);
        var product = 1.0;
        for (; x < 10; x++)
            product *= x;
        var square = 1 / (x * x);
        var series = 1.0 / 12 + square * (-1.0 / 360 + square * (1.0 / 1260 + square * (-1.0 / 1680 + square * (1.0 / 1188
            + square * (-691.0 / 360360 + square * (1.0 / 156 - square * (3617.0 / 122400)))))));
        return (x - 0.5) * DeterministicMath.Log(x) - x + Normal.HalfLogTwoPi + series / x - DeterministicMath.Log(product);
    }

    private static double Series(double a, double x)
    {
        if (x == 0)
            return 0;
        var (term, sum) = (1 / a, 1 / a);
        for (var next = a + 1; term > sum * Precision; next++)
        {
            term *= x / next;
            sum += term;
        }

        return sum * Factor(a, x);
    }

    /// <summary>By W. J. Lentz's method, as I. J. Thompson and A. R. Barnett changed it (1986).</summary>
    private static double Fraction(double a, double x)
    {
        if (double.IsPositiveInfinity(x))
            return 0;
        var b = x + 1 - a;
        var c = 1 / Least;
        var d = 1 / b;
        var value = d;
        for (var i = 1; ; i++)
        {
            var numerator = -i * (i - a);
            b += 2;
            d = 1 / AwayFromZero(numerator * d + b);
            c = AwayFromZero(b + numerator / c);
            var change = d * c;
            value *= change;
            if (Math.Abs(change - 1) <= 1e-16 || i > 1_000_000)
                return value * Factor(a, x);
        }
    }

    private static double AwayFromZero(double value) => Math.Abs(value) < Least ? Least : value;

    private static double Factor(double a, double x) => DeterministicMath.Exp(a * DeterministicMath.Log(x) - x - LogGamma(a));

    private static void Check(double a, double x)
    {
        if (!(a > 0) || !double.IsFinite(a))
            throw new ArgumentOutOfRangeException(nameof(a), a, "must be finite and above 0");
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        if (double.IsNaN(x))
            throw new ArgumentOutOfRangeException(nameof(x), x, "must be a number");
    }
}
