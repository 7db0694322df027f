using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>First and third phase of a chunk for four hidden units, the exercise's number.</summary>
internal static unsafe class FourUnits512
{
    /// <summary>Doubles of one block in the buffer: four hidden outputs, and the output argument or error.</summary>
    public const int Stride = 5 * PassState.Lanes;

    /// <summary>Where a block's output argument begins.</summary>
    public const int ArgumentAt = 4 * PassState.Lanes;

    /// <summary>
    /// Hidden outputs and output arguments of <paramref name="blocks"/> blocks. The divisions of one block go beside the exponentials
    /// of the next: either alone would wait for itself.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TRange>(PassState* state, double* data, int blocks)
        where TRange : struct, IArgumentRange
    {
        var w = state->Folded;
        var buffer = state->Buffer;
        var end = data + blocks * (long)PassState.BlockLength;
        var x1 = Vector512.LoadAligned(data);
        var x2 = Vector512.LoadAligned(data + PassState.Lanes);
        var n1 = Unit<TRange>(x1, x2, w, out var d1);
        var n2 = Unit<TRange>(x1, x2, w + 1, out var d2);
        var n3 = Unit<TRange>(x1, x2, w + 2, out var d3);
        var n4 = Unit<TRange>(x1, x2, w + 3, out var d4);
        for (data += PassState.BlockLength; data != end; data += PassState.BlockLength)
        {
            var inverse12 = Vector512<double>.One / (d1 * d2);
            var inverse34 = Vector512<double>.One / (d3 * d4);
            n1 *= d2;
            n2 *= d1;
            n3 *= d4;
            n4 *= d3;
            var (e1, e2, e3, e4) = (d1, d2, d3, d4);
            x1 = Vector512.LoadAligned(data);
            x2 = Vector512.LoadAligned(data + PassState.Lanes);
            var m1 = Unit<TRange>(x1, x2, w, out d1);
            var m2 = Unit<TRange>(x1, x2, w + 1, out d2);
            var m3 = Unit<TRange>(x1, x2, w + 2, out d3);
            var m4 = Unit<TRange>(x1, x2, w + 3, out d4);
            Finish(
                w,
                buffer,
                Logistic512.HiddenOutput<TRange>(n1 * inverse12, e1),
                Logistic512.HiddenOutput<TRange>(n2 * inverse12, e2),
                Logistic512.HiddenOutput<TRange>(n3 * inverse34, e3),
                Logistic512.HiddenOutput<TRange>(n4 * inverse34, e4));
            n1 = m1;
            n2 = m2;
            n3 = m3;
            n4 = m4;
            buffer += Stride;
        }
        var last12 = Vector512<double>.One / (d1 * d2);
        var last34 = Vector512<double>.One / (d3 * d4);
        Finish(
            w,
            buffer,
            Logistic512.HiddenOutput<TRange>(n1 * d2 * last12, d1),
            Logistic512.HiddenOutput<TRange>(n2 * d1 * last12, d2),
            Logistic512.HiddenOutput<TRange>(n3 * d4 * last34, d3),
            Logistic512.HiddenOutput<TRange>(n4 * d3 * last34, d4));
    }

    /// <summary>Adds the chunk's part of the gradient to the sums by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(PassState* state, double* data, int blocks)
    {
        var sums = state->LaneSums;
        var buffer = state->Buffer;
        var a1 = Vector512.LoadAligned(sums);
        var b1 = Vector512.LoadAligned(sums + 8);
        var c1 = Vector512.LoadAligned(sums + 16);
        var o1 = Vector512.LoadAligned(sums + 24);
        var a2 = Vector512.LoadAligned(sums + 32);
        var b2 = Vector512.LoadAligned(sums + 40);
        var c2 = Vector512.LoadAligned(sums + 48);
        var o2 = Vector512.LoadAligned(sums + 56);
        var a3 = Vector512.LoadAligned(sums + 64);
        var b3 = Vector512.LoadAligned(sums + 72);
        var c3 = Vector512.LoadAligned(sums + 80);
        var o3 = Vector512.LoadAligned(sums + 88);
        var a4 = Vector512.LoadAligned(sums + 96);
        var b4 = Vector512.LoadAligned(sums + 104);
        var c4 = Vector512.LoadAligned(sums + 112);
        var o4 = Vector512.LoadAligned(sums + 120);
        for (var end = data + blocks * (long)PassState.BlockLength; data != end; data += PassState.BlockLength)
        {
            var x1 = Vector512.LoadAligned(data);
            var x2 = Vector512.LoadAligned(data + PassState.Lanes);
            var error = Vector512.LoadAligned(buffer + ArgumentAt);
            Add(error, Vector512.LoadAligned(buffer), x1, x2, ref a1, ref b1, ref c1, ref o1);
            Add(error, Vector512.LoadAligned(buffer + PassState.Lanes), x1, x2, ref a2, ref b2, ref c2, ref o2);
            Add(error, Vector512.LoadAligned(buffer + 2 * PassState.Lanes), x1, x2, ref a3, ref b3, ref c3, ref o3);
            Add(error, Vector512.LoadAligned(buffer + 3 * PassState.Lanes), x1, x2, ref a4, ref b4, ref c4, ref o4);
            buffer += Stride;
        }
        a1.StoreAligned(sums);
        b1.StoreAligned(sums + 8);
        c1.StoreAligned(sums + 16);
        o1.StoreAligned(sums + 24);
        a2.StoreAligned(sums + 32);
        b2.StoreAligned(sums + 40);
        c2.StoreAligned(sums + 48);
        o2.StoreAligned(sums + 56);
        a3.StoreAligned(sums + 64);
        b3.StoreAligned(sums + 72);
        c3.StoreAligned(sums + 80);
        o3.StoreAligned(sums + 88);
        a4.StoreAligned(sums + 96);
        b4.StoreAligned(sums + 104);
        c4.StoreAligned(sums + 112);
        o4.StoreAligned(sums + 120);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(
        double* w, double* buffer, Vector512<double> h1, Vector512<double> h2, Vector512<double> h3, Vector512<double> h4)
    {
        h1.StoreAligned(buffer);
        h2.StoreAligned(buffer + PassState.Lanes);
        h3.StoreAligned(buffer + 2 * PassState.Lanes);
        h4.StoreAligned(buffer + 3 * PassState.Lanes);
        var z = Vector512.Create(w[12]) * h1;
        z = Avx512F.FusedMultiplyAdd(Vector512.Create(w[13]), h2, z);
        z = Avx512F.FusedMultiplyAdd(Vector512.Create(w[14]), h3, z);
        Avx512F.FusedMultiplyAdd(Vector512.Create(w[15]), h4, z).StoreAligned(buffer + ArgumentAt);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Unit<TRange>(Vector512<double> x1, Vector512<double> x2, double* w, out Vector512<double> d)
        where TRange : struct, IArgumentRange
    {
        var z = Avx512F.FusedMultiplyAdd(x2, Vector512.Create(w[4]), Vector512.Create(w[8]));
        z = Avx512F.FusedMultiplyAdd(x1, Vector512.Create(w[0]), z);
        return Logistic512.HiddenUnit<TRange>(z, out d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        Vector512<double> error,
        Vector512<double> h,
        Vector512<double> x1,
        Vector512<double> x2,
        ref Vector512<double> a,
        ref Vector512<double> b,
        ref Vector512<double> c,
        ref Vector512<double> o)
    {
        var d = error * h;
        var g = Avx512F.FusedMultiplyAddNegated(d, h, d);
        a = Avx512F.FusedMultiplyAdd(g, x1, a);
        b = Avx512F.FusedMultiplyAdd(g, x2, b);
        c += g;
        o += d;
    }
}
