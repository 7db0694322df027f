using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sweep.Core.Arithmetic;

/// <summary>What <see cref="DeterministicMath"/> does, in four lanes whatever the processor has, and by fused operations that round alike on all.</summary>
internal static class LaneMath
{
    // 1.5·2⁵²: adding it and taking it away rounds to a whole number.
    private const double Rounding = 6_755_399_441_055_744;
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;

    private static readonly double[] Taylor =
    [
        1.0 / 479_001_600, 1.0 / 39_916_800, 1.0 / 3_628_800, 1.0 / 362_880, 1.0 / 40_320, 1.0 / 5_040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1, 1,
    ];

    /// <summary>e to the power x in each lane, with a relative error below 4·10⁻¹⁶; for −700 ≤ x ≤ 0.</summary>
    public static Vector256<double> Exp(Vector256<double> x)
    {
        var shifted = Vector256.FusedMultiplyAdd(x, Vector256.Create(DeterministicMath.Log2E), Vector256.Create(Rounding));
        var k = shifted - Vector256.Create(Rounding);
        var r = Vector256.FusedMultiplyAdd(k, Vector256.Create(-Ln2High), x);
        r = Vector256.FusedMultiplyAdd(k, Vector256.Create(-Ln2Low), r);
        var sum = Vector256.Create(1.0 / 6_227_020_800);
        foreach (var term in Taylor)
            sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(term));
        // The last bits of the shifted number are k; moved into the exponent they multiply by 2ᵏ.
        return (sum.AsInt64() + (shifted.AsInt64() << 52)).AsDouble();
    }

    /// <summary>The sum of the products of two rows of one length, in eight sums that are joined at the end.</summary>
    public static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        var a = MemoryMarshal.Cast<double, Vector256<double>>(one);
        var b = MemoryMarshal.Cast<double, Vector256<double>>(other[..one.Length]);
        var (even, odd) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var k = 0;
        for (; k + 1 < a.Length; k += 2)
        {
            even = Vector256.FusedMultiplyAdd(a[k], b[k], even);
            odd = Vector256.FusedMultiplyAdd(a[k + 1], b[k + 1], odd);
        }

        if (k < a.Length)
            even = Vector256.FusedMultiplyAdd(a[k], b[k], even);
        var sum = Sum(even + odd);
        for (var rest = a.Length * 4; rest < one.Length; rest++)
            sum = Math.FusedMultiplyAdd(one[rest], other[rest], sum);
        return sum;
    }

    /// <summary>Adds <paramref name="factor"/> times one row to another of at least its length.</summary>
    public static void AddScaled(Span<double> target, ReadOnlySpan<double> row, double factor)
    {
        var from = MemoryMarshal.Cast<double, Vector256<double>>(row);
        var to = MemoryMarshal.Cast<double, Vector256<double>>(target[..row.Length]);
        var factors = Vector256.Create(factor);
        for (var k = 0; k < from.Length; k++)
            to[k] = Vector256.FusedMultiplyAdd(from[k], factors, to[k]);
        for (var rest = from.Length * 4; rest < row.Length; rest++)
            target[rest] = Math.FusedMultiplyAdd(row[rest], factor, target[rest]);
    }

    /// <summary>The sum of the lanes, the halves first.</summary>
    public static double Sum(Vector256<double> x)
    {
        var halves = x.GetLower() + x.GetUpper();
        return halves[0] + halves[1];
    }
}
