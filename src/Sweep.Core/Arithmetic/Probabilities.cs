namespace Sweep.Core.Arithmetic;

/// <summary>Probabilities of the distributions that tests of statistics need, with the same bits on every machine.</summary>
public static class Probabilities
{
    /// <summary>How many standard deviations to each side of the mean hold 95 % of a normal distribution.</summary>
    public const double Normal95 = 1.959963984540054;

    private const double SqrtHalf = 0.7071067811865476;

    /// <summary>The probability that χ² is as great or greater by chance. M. Abramowitz, I. A. Stegun: Handbook of Mathematical Functions, 26.4.19.</summary>
    /// <param name="chiSquare">0 or more.</param>
    /// <param name="degrees">Degrees of freedom, 1 or more.</param>
    public static double ChiSquareAbove(double chiSquare, int degrees) => IncompleteGamma.Upper(degrees / 2.0, chiSquare / 2);

    /// <summary>The probability of a standard normal value between two bounds; as precise far out on either side.</summary>
    /// <param name="low">May be infinite.</param>
    /// <param name="high">Not below <paramref name="low"/>.</param>
    public static double NormalBetween(double low, double high) => (low, high) switch
    {
        ( > 0, _) => NormalBetween(-high, -low),
        (_, <= 0) => Normal.Cdf(high) - Normal.Cdf(low),
        _ => (Normal.Erf(high * SqrtHalf) - Normal.Erf(low * SqrtHalf)) / 2,
    };
}
