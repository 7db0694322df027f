namespace Sweep.Core.Arithmetic;

/// <summary>
/// Exponential and logarithm made of IEEE operations only, so that every machine gives the same bits; the C library's differ
/// from one to the next. Errors stay below one unit in the last place (Exp: below two for subnormal results).
/// </summary>
public static class DeterministicMath
{
    /// <summary>ln 2 to 53 bits.</summary>
    internal const double Ln2 = 0.6931471805599453;

    /// <summary>log₂ e to 53 bits.</summary>
    internal const double Log2E = 1.4426950408889634;

    // The leading 32 bits of ln 2, so that a product with an exponent is exact, and the rest.
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;

    private const double LargestArgument = 709.782712893384;
    private const double SmallestArgument = -745.1332191019412;

    /// <summary>e to the power <paramref name="x"/>.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (x > LargestArgument)
            return double.PositiveInfinity;
        if (x < SmallestArgument)
            return 0;
        var k = Math.Round(x * Log2E);
        var high = Math.FusedMultiplyAdd(k, -Ln2High, x);
        var low = k * Ln2Low;
        var r = high - low;
        var lost = (high - r) - low;
        // e^r on |r| ≤ ln 2 / 2: the Taylor series, whose first term left out is below 2⁻⁵⁸.
        var sum = 1.0 / 6_227_020_800;
        sum = Math.FusedMultiplyAdd(sum, r, 1.0 / 479_001_600);
        sum = Math.FusedMultiplyAdd(sum, r, 1.0 / 39_916_800);
        sum = Math.FusedMultiplyAdd(sum, r, 1.0 / 3_628_800);
        sum = Math.FusedMultiplyAdd(sum, r, 1.0 / 362_880);
        sum = Math.FusedMultiplyAdd(sum, r, 1.0 / 40_320);
        sum = Math.FusedMultiplyAdd(sum, r, 1.0 / 5_040);
        sum = Math.FusedMultiplyAdd(sum, r, 1.0 / 720);
        sum = Math.FusedMultiplyAdd(sum, r, 1.0 / 120);
        sum = Math.FusedMultiplyAdd(sum, r, 1.0 / 24);
        sum = Math.FusedMultiplyAdd(sum, r, 1.0 / 6);
        sum = Math.FusedMultiplyAdd(sum, r, 0.5);
        var tail = Math.FusedMultiplyAdd(sum * r, r, Math.FusedMultiplyAdd(r, lost, lost));
        return Scale(1 + (r + tail), (int)k);
    }

    /// <summary>Natural logarithm of <paramref name="x"/>; −∞ at zero, NaN below.</summary>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || x < 0)
            return double.NaN;
        if (x == 0)
            return double.NegativeInfinity;
        return double.IsPositiveInfinity(x) ? x : LogOfScaled(x, 0);
    }

    /// <summary>Natural logarithm of <paramref name="x"/>·2^<paramref name="exponent"/>; x is finite and above zero.</summary>
    internal static double LogOfScaled(double x, long exponent)
    {
        if (!double.IsNormal(x))
        {
            x *= 18_014_398_509_481_984;
            exponent -= 54;
        }
        var bits = BitConverter.DoubleToInt64Bits(x);
        exponent += (bits >> 52) - 1023;
        var m = BitConverter.Int64BitsToDouble((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
        // A mantissa around 1 keeps the logarithm of a number near 1 free of cancellation.
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            exponent++;
        }
        // ln m = 2·artanh(s) with s = (m − 1)/(m + 1), |s| < 0.172; series in s² up to s²³.
        var f = m - 1;
        var s = f / (m + 1);
        var z = s * s;
        var sum = 2.0 / 23;
        sum = Math.FusedMultiplyAdd(sum, z, 2.0 / 21);
        sum = Math.FusedMultiplyAdd(sum, z, 2.0 / 19);
        sum = Math.FusedMultiplyAdd(sum, z, 2.0 / 17);
        sum = Math.FusedMultiplyAdd(sum, z, 2.0 / 15);
        sum = Math.FusedMultiplyAdd(sum, z, 2.0 / 13);
        sum = Math.FusedMultiplyAdd(sum, z, 2.0 / 11);
        sum = Math.FusedMultiplyAdd(sum, z, 2.0 / 9);
        sum = Math.FusedMultiplyAdd(sum, z, 2.0 / 7);
        sum = Math.FusedMultiplyAdd(sum, z, 2.0 / 5);
        sum = Math.FusedMultiplyAdd(sum, z, 2.0 / 3);
        // 2s = f − s·f exactly, so ln m = f − s·(f − z·sum): the large term f is exact.
        var k = (double)exponent;
        var tail = Math.FusedMultiplyAdd(s, Math.FusedMultiplyAdd(-z, sum, f), -k * Ln2Low);
        return Math.FusedMultiplyAdd(k, Ln2High, f - tail);
    }

    private static double Scale(double x, int exponent)
    {
        // Two steps where one power of two would overflow or lose its bits too early.
        if (exponent > 1023)
            return x * 2 * PowerOfTwo(exponent - 1);
        return exponent < -1021 ? x * PowerOfTwo(exponent + 60) * PowerOfTwo(-60) : x * PowerOfTwo(exponent);
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);
}
