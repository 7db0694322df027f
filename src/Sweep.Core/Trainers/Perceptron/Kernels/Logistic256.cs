using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>The steps of <see cref="Logistic"/> on four lanes in one register.</summary>
internal static class Logistic256
{
    // Doubles each low half of 64 bits; takes the odd 32-bit elements from the second operand.
    private const byte LowHalves = 0b10_10_00_00;
    private const byte OddElements = 0b10_10_10_10;

    private static Vector256<int> LowPowers => Vector256.Create(
        unchecked((int)Logistic.T0), unchecked((int)Logistic.T1), unchecked((int)Logistic.T2), unchecked((int)Logistic.T3),
        unchecked((int)Logistic.T4), unchecked((int)Logistic.T5), unchecked((int)Logistic.T6), unchecked((int)Logistic.T7));

    private static Vector256<int> HighPowers => Vector256.Create(
        (int)(Logistic.T0 >> 32), (int)(Logistic.T1 >> 32), (int)(Logistic.T2 >> 32), (int)(Logistic.T3 >> 32),
        (int)(Logistic.T4 >> 32), (int)(Logistic.T5 >> 32), (int)(Logistic.T6 >> 32), (int)(Logistic.T7 >> 32));

    /// <summary>2^(k/8), and in <paramref name="r"/> what is left of z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Split<TRange>(Vector256<double> z, out Vector256<double> r)
        where TRange : struct, IArgumentRange
    {
        if (TRange.Clamped)
            z = Avx.Min(Avx.Max(z, Vector256.Create(-Logistic.Limit)), Vector256.Create(Logistic.Limit));
        var shifted = z + Vector256.Create(Logistic.Magic);
        r = z - (shifted - Vector256.Create(Logistic.Magic));
        var k = shifted.AsInt32();
        // A table of eight doubles is two registers of eight halves, and each lookup of 32 bits sees the low three bits of its index.
        var low = Avx2.PermuteVar8x32(LowPowers, k);
        var high = Avx2.PermuteVar8x32(HighPowers, Avx2.Shuffle(k, LowHalves));
        return (Avx2.Blend(low, high, OddElements).AsInt64() + Vector256.ShiftLeft(k.AsInt64(), Logistic.ExponentShift)).AsDouble();
    }

    /// <summary>Numerator (returned) and denominator of a hidden unit's output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> HiddenUnit<TRange>(Vector256<double> z, out Vector256<double> d)
        where TRange : struct, IArgumentRange
    {
        if (TRange.Saturates)
        {
            d = Denominator<TRange>(z);
            return Vector256<double>.One;
        }
        var t = Split<TRange>(z, out var r);
        var even = Fma.MultiplyAdd(r, r, Vector256.Create(Logistic.E0));
        var odd = Fma.MultiplyAdd(even, Vector256.Create(Logistic.O1), Vector256.Create(Logistic.O0));
        var n = Fma.MultiplyAddNegated(r, odd, even);
        d = Fma.MultiplyAdd(t, Fma.MultiplyAdd(r, odd, even), n);
        return n;
    }

    /// <summary>1 + 2^z, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Denominator<TRange>(Vector256<double> z)
        where TRange : struct, IArgumentRange
    {
        var t = Split<TRange>(z, out var r);
        var power = Fma.MultiplyAdd(r, Vector256.Create(Logistic.P7), Vector256.Create(Logistic.P6));
        power = Fma.MultiplyAdd(power, r, Vector256.Create(Logistic.P5));
        power = Fma.MultiplyAdd(power, r, Vector256.Create(Logistic.P4));
        power = Fma.MultiplyAdd(power, r, Vector256.Create(Logistic.P3));
        power = Fma.MultiplyAdd(power, r, Vector256.Create(Logistic.P2));
        power = Fma.MultiplyAdd(power, r, Vector256.Create(Logistic.P1));
        power = Fma.MultiplyAdd(power, r, Vector256<double>.One);
        return Fma.MultiplyAdd(t, power, Vector256<double>.One);
    }

    /// <summary>A hidden unit's output from its <paramref name="product"/> with the reciprocal that a pair shares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> HiddenOutput<TRange>(Vector256<double> product, Vector256<double> d)
        where TRange : struct, IArgumentRange => TRange.Saturates ? Refine(product, d) : product;

    /// <summary>One Newton step makes the shared reciprocal the correctly rounded one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Refine(Vector256<double> reciprocal, Vector256<double> d) =>
        Fma.MultiplyAdd(Fma.MultiplyAddNegated(d, reciprocal, Vector256<double>.One), reciprocal, reciprocal);
}
