using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>The steps of <see cref="Logistic"/> on eight lanes in one register.</summary>
internal static class Logistic512
{
    // Rounds to nearest, ties to even, three binary places behind the point.
    private const byte Eighths = 3 << 4;

    /// <summary>2^(k/8), and in <paramref name="r"/> what is left of z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Split<TRange>(Vector512<double> z, out Vector512<double> r)
        where TRange : struct, IArgumentRange
    {
        if (TRange.Clamped)
            z = Avx512F.Min(Avx512F.Max(z, Vector512.Create(-Logistic.Limit)), Vector512.Create(Logistic.Limit));
        var shifted = z + Vector512.Create(Logistic.Magic);
        // z less its multiple of 1/8, as z - (shifted - Magic) is, in one instruction.
        r = Avx512DQ.Reduce(z, Eighths);
        var k = shifted.AsInt64();
        var powers = Vector512.Create(
            Logistic.T0, Logistic.T1, Logistic.T2, Logistic.T3, Logistic.T4, Logistic.T5, Logistic.T6, Logistic.T7);
        return (Avx512F.PermuteVar8x64(powers, k) + Vector512.ShiftLeft(k, Logistic.ExponentShift)).AsDouble();
    }

    /// <summary>Numerator (returned) and denominator of a hidden unit's output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> HiddenUnit<TRange>(Vector512<double> z, out Vector512<double> d)
        where TRange : struct, IArgumentRange
    {
        if (TRange.Saturates)
        {
            d = Denominator<TRange>(z);
            return Vector512<double>.One;
        }
        var t = Split<TRange>(z, out var r);
        var even = Avx512F.FusedMultiplyAdd(r, r, Vector512.Create(Logistic.E0));
        var odd = Avx512F.FusedMultiplyAdd(even, Vector512.Create(Logistic.O1), Vector512.Create(Logistic.O0));
        var n = Avx512F.FusedMultiplyAddNegated(r, odd, even);
        d = Avx512F.FusedMultiplyAdd(t, Avx512F.FusedMultiplyAdd(r, odd, even), n);
        return n;
    }

    /// <summary>1 + 2^z, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Denominator<TRange>(Vector512<double> z)
        where TRange : struct, IArgumentRange
    {
        var t = Split<TRange>(z, out var r);
        var power = Avx512F.FusedMultiplyAdd(r, Vector512.Create(Logistic.P7), Vector512.Create(Logistic.P6));
        power = Avx512F.FusedMultiplyAdd(power, r, Vector512.Create(Logistic.P5));
        power = Avx512F.FusedMultiplyAdd(power, r, Vector512.Create(Logistic.P4));
        power = Avx512F.FusedMultiplyAdd(power, r, Vector512.Create(Logistic.P3));
        power = Avx512F.FusedMultiplyAdd(power, r, Vector512.Create(Logistic.P2));
        power = Avx512F.FusedMultiplyAdd(power, r, Vector512.Create(Logistic.P1));
        power = Avx512F.FusedMultiplyAdd(power, r, Vector512<double>.One);
        return Avx512F.FusedMultiplyAdd(t, power, Vector512<double>.One);
    }

    /// <summary>A hidden unit's output from its <paramref name="product"/> with the reciprocal that a pair shares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> HiddenOutput<TRange>(Vector512<double> product, Vector512<double> d)
        where TRange : struct, IArgumentRange => TRange.Saturates ? Refine(product, d) : product;

    /// <summary>One Newton step makes the shared reciprocal the correctly rounded one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Refine(Vector512<double> reciprocal, Vector512<double> d) =>
        Avx512F.FusedMultiplyAdd(Avx512F.FusedMultiplyAddNegated(d, reciprocal, Vector512<double>.One), reciprocal, reciprocal);
}
